package io.clozeline.encoder;

import io.clozeline.encoder.adapter.LiveAdapters;
import io.clozeline.encoder.pass.PassListener;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.stage.ConsumerLag;
import io.clozeline.events.stage.StageListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;

/** The meters of this service. */
@ApplicationScoped
public class EncoderMetrics implements PassListener, StageListener, LiveAdapters.Listener {
  private final Timer stage;
  private final Timer batch;
  private final DistributionSummary batchTokens;
  private final Counter tokens;
  private final Counter padded;
  private final Counter sequences;
  private final Counter shared;
  private final Counter repeated;
  private final Map<ErrorCode, Counter> deadLetters = new EnumMap<>(ErrorCode.class);
  private final MultiGauge releases;
  private final Map<String, String> live = new ConcurrentHashMap<>();
  private volatile Consumer<?, ?> consumer;

  EncoderMetrics(MeterRegistry registry) {
    stage =
        Timer.builder("clozeline.encoder.stage")
            .description("From a record of tokens to its vectors, its share of the batch's time")
            .publishPercentiles(0.5, 0.99)
            .register(registry);
    batch =
        Timer.builder("clozeline.encoder.batch")
            .description("One batch through the model")
            .register(registry);
    batchTokens =
        DistributionSummary.builder("clozeline.encoder.batch.tokens")
            .description("Tokens of a batch, padding left out")
            .baseUnit("tokens")
            .register(registry);
    tokens = counter(registry, "clozeline.encoder.tokens", "Tokens encoded, padding left out");
    padded = counter(registry, "clozeline.encoder.tokens.padded", "Tokens computed, with padding");
    shared =
        Counter.builder("clozeline.encoder.sequences.shared")
            .description("Sequences that were not encoded, because an equal one of the batch was")
            .baseUnit("sequences")
            .register(registry);
    repeated =
        Counter.builder("clozeline.encoder.sequences.repeated")
            .description("Sequences that were not encoded, because they were before")
            .baseUnit("sequences")
            .register(registry);
    sequences =
        Counter.builder("clozeline.encoder.sequences")
            .description("Sequences that were encoded")
            .baseUnit("sequences")
            .register(registry);
    Gauge.builder("clozeline.encoder.repeats.share", this, EncoderMetrics::repeatsShare)
        .description("Sequences that were not encoded because they were before, since the start")
        .baseUnit("ratio")
        .register(registry);
    Gauge.builder("clozeline.encoder.padding.share", this, EncoderMetrics::paddingShare)
        .description("Computed tokens that were padding, since the start")
        .baseUnit("ratio")
        .register(registry);
    Gauge.builder("clozeline.encoder.lag", this, EncoderMetrics::lag)
        .description("Records that wait on the topics of this instance")
        .register(registry);
    for (ErrorCode code : ErrorCode.values()) {
      deadLetters.put(
          code,
          Counter.builder("clozeline.encoder.dead.letters")
              .description("Records that became dead letters")
              .tag("code", code.text())
              .register(registry));
    }
    releases =
        MultiGauge.builder("clozeline.encoder.release")
            .description("1 for the adapter that serves the task")
            .register(registry);
  }

  /** The consumer whose lag is shown. */
  void follow(Consumer<?, ?> consumer) {
    this.consumer = consumer;
  }

  @Override
  public void batch(int sequences, int tokens, int padded, long nanos) {
    batch.record(Duration.ofNanos(nanos));
    batchTokens.record(tokens);
    this.sequences.increment(sequences);
    this.tokens.increment(tokens);
    this.padded.increment(padded);
  }

  @Override
  public void shared(int sequences) {
    shared.increment(sequences);
  }

  @Override
  public void repeated(int sequences) {
    repeated.increment(sequences);
  }

  @Override
  public void done(long nanos) {
    stage.record(Duration.ofNanos(nanos));
  }

  @Override
  public void deadLetter(ErrorCode code) {
    deadLetters.get(code).increment();
  }

  @Override
  public void live(String task, String digest) {
    if (digest == null) {
      live.remove(task);
    } else {
      live.put(task, digest);
    }
    releases.register(
        live.entrySet().stream()
            .map(e -> Row.of(Tags.of("task", e.getKey(), "digest", shorten(e.getValue())), 1))
            .collect(Collectors.toList()),
        true);
  }

  private double lag() {
    var followed = consumer;
    return followed == null ? 0 : ConsumerLag.of(followed.metrics());
  }

  private double paddingShare() {
    return padded.count() == 0 ? 0 : 1 - tokens.count() / padded.count();
  }

  private double repeatsShare() {
    double all = sequences.count() + shared.count() + repeated.count();
    return all == 0 ? 0 : repeated.count() / all;
  }

  private static Counter counter(MeterRegistry registry, String name, String description) {
    return Counter.builder(name).description(description).baseUnit("tokens").register(registry);
  }

  private static String shorten(String digest) {
    return digest.substring(0, Math.min(12, digest.length()));
  }
}

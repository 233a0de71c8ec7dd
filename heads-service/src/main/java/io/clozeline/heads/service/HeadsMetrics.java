package io.clozeline.heads.service;

import io.clozeline.events.Release;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.stage.ConsumerLag;
import io.clozeline.events.stage.StageListener;
import io.clozeline.heads.review.ReviewListener;
import io.clozeline.heads.review.Verdict;
import io.clozeline.heads.stream.ShadowListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.KafkaStreams;

/** All meters of the service; they show from the start on, at zero. */
@Singleton
public final class HeadsMetrics implements StageListener, ReviewListener, ShadowListener {
  private static final int SHORT_DIGEST = 12;

  private final Timer stage;
  private final Map<ErrorCode, Counter> deadLetters = new EnumMap<>(ErrorCode.class);
  private final MultiGauge releases;
  private final Map<String, String> live = new TreeMap<>();
  private final MeterRegistry registry;
  private final Map<String, TaskReviews> reviews = new ConcurrentHashMap<>();

  /** What is sent to people of one task, and the newest verdict in each partition of ours. */
  private record TaskReviews(Counter sent, List<Meter> gauges, Map<Integer, Verdict> newest) {}

  @Inject
  HeadsMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.stage =
        Timer.builder("clozeline.heads.stage")
            .description("From an encoding to its annotation")
            .publishPercentileHistogram()
            .register(registry);
    Arrays.stream(ErrorCode.values())
        .forEach(code -> deadLetters.put(code, deadLetters(registry, code)));
    this.releases =
        MultiGauge.builder("clozeline.heads.release")
            .description("1 for the release that is live for a task")
            .register(registry);
  }

  /** From here on the lag shows. */
  void follow(@Observes StartupEvent started, KafkaStreams streams, MeterRegistry registry) {
    Gauge.builder("clozeline.heads.lag", streams, s -> ConsumerLag.of(s.metrics()))
        .description("Records that wait on the topics of this instance")
        .strongReference(true)
        .register(registry);
  }

  @Override
  public void done(long nanos) {
    stage.record(nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void deadLetter(ErrorCode code) {
    deadLetters.get(code).increment();
  }

  @Override
  public void shadowFailed(ErrorCode code) {
    Counter.builder("clozeline.heads.shadows.failed")
        .description("Vectors of a challenger that it had no answer to")
        .tag("code", code.text())
        .register(registry)
        .increment();
  }

  @Override
  public void offered(int partition, String task, Verdict verdict) {
    TaskReviews meters = reviews.computeIfAbsent(task, this::reviewMeters);
    meters.newest().put(partition, verdict);
    if (verdict.chosen() != null) {
      meters.sent().increment();
    }
  }

  @Override
  public void ended(int partition, String task) {
    reviews.computeIfPresent(
        task,
        (name, meters) -> {
          meters.newest().remove(partition);
          if (!meters.newest().isEmpty()) {
            return meters;
          }
          meters.gauges().forEach(registry::remove);
          return null;
        });
  }

  private TaskReviews reviewMeters(String task) {
    Map<Integer, Verdict> newest = new ConcurrentHashMap<>();
    Counter sent =
        Counter.builder("clozeline.heads.reviews")
            .description("Texts that were sent to people for their label")
            .tag("task", task)
            .register(registry);
    Gauge threshold =
        Gauge.builder("clozeline.heads.review.threshold", newest, HeadsMetrics::threshold)
            .description("The score that a text is asked for to be sent, the mean of partitions")
            .tag("task", task)
            .register(registry);
    Gauge left =
        Gauge.builder("clozeline.heads.review.budget", newest, HeadsMetrics::left)
            .description("Texts that could be sent at once, by the partitions of this instance")
            .tag("task", task)
            .register(registry);
    return new TaskReviews(sent, List.of(threshold, left), newest);
  }

  private static double threshold(Map<Integer, Verdict> newest) {
    return newest.values().stream()
        .mapToDouble(v -> v.threshold().getAsDouble())
        .average()
        .orElse(0);
  }

  private static double left(Map<Integer, Verdict> newest) {
    return newest.values().stream().mapToDouble(Verdict::left).sum();
  }

  /** Notes the live release of {@code task}; null when it was erased. */
  synchronized void released(String task, Release release) {
    if (release == null) {
      live.remove(task);
    } else {
      live.put(task, digest(release));
    }
    releases.register(
        live.entrySet().stream()
            .map(e -> MultiGauge.Row.of(Tags.of("task", e.getKey(), "digest", e.getValue()), 1))
            .toList(),
        true);
  }

  private static Counter deadLetters(MeterRegistry registry, ErrorCode code) {
    return Counter.builder("clozeline.heads.dead.letters")
        .description("Encodings that became dead letters")
        .tag("code", code.text())
        .register(registry);
  }

  private static String digest(Release release) {
    String digest = release.digest() == null ? "base" : release.digest();
    return digest.substring(0, Math.min(SHORT_DIGEST, digest.length()));
  }
}

package io.clozeline.trainer;

import io.clozeline.events.Evaluation;
import io.clozeline.events.Release;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.stage.ConsumerLag;
import io.clozeline.events.stage.StageListener;
import io.clozeline.trainer.examples.Tally;
import io.clozeline.trainer.prequential.FiguresListener;
import io.clozeline.trainer.run.Outcome;
import io.clozeline.trainer.run.RunListener;
import io.clozeline.trainer.run.RunState;
import io.clozeline.trainer.trial.TrialListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.streams.KafkaStreams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All meters of the trainer. It also remembers the run under way, which two of them show. */
@Singleton
public class TrainerMetrics implements StageListener, RunListener, TrialListener, FiguresListener {
  private static final Logger LOG = LoggerFactory.getLogger(TrainerMetrics.class);
  private static final String PREFIX = "clozeline.trainer.";
  private static final int SHORT_DIGEST = 12;

  private final Timer stage;
  private final Timer training;
  private final Timer resting;
  private final Map<ErrorCode, Counter> deadLetters = new EnumMap<>(ErrorCode.class);
  private final Map<ErrorCode, Counter> skipped = new EnumMap<>(ErrorCode.class);
  private final Map<Outcome, Counter> runs = new EnumMap<>(Outcome.class);
  private final MultiGauge examples;
  private final MultiGauge releases;
  private final Counter tested;
  private final Counter early;
  private final Counter untestable;
  private final Counter alarms;
  private final MultiGauge prequential;
  private final Map<String, Integer> examplesByTask = new ConcurrentHashMap<>();
  private final Map<String, String> liveByTask = new ConcurrentHashMap<>();
  private final Map<String, Evaluation> evaluatedByTask = new ConcurrentHashMap<>();
  private volatile RunState running;

  TrainerMetrics(MeterRegistry registry) {
    stage = timer(registry, "stage", "Taking in one example");
    training = timer(registry, "training", "One training run, whatever its outcome");
    resting = timer(registry, "resting", "Standing back between two steps while texts wait");
    for (ErrorCode code : ErrorCode.values()) {
      deadLetters.put(code, counter(registry, "dead.letters", "code", code.text()));
      skipped.put(code, counter(registry, "unlabelled.skipped", "code", code.text()));
    }
    for (Outcome outcome : Outcome.values()) {
      runs.put(outcome, counter(registry, "runs", "outcome", outcome.text()));
    }
    gauge(registry, "step", "Step of the run under way", RunState::step);
    gauge(registry, "loss", "Loss of the last step of the run under way", RunState::loss);
    examples = multiGauge(registry, "examples", "Examples that the task can learn from");
    releases = multiGauge(registry, "release", "1 for the live release of the task");
    tested = counter(registry, "labels", "test", "done");
    early = counter(registry, "labels", "test", "waits");
    untestable = counter(registry, "labels", "test", "none");
    alarms = Counter.builder(PREFIX + "drift").register(registry);
    prequential =
        multiGauge(registry, "prequential", "How right the task's answers are, 0 to 1, by mean");
  }

  /** From here on the lag shows. */
  void follow(@Observes StartupEvent started, KafkaStreams streams, MeterRegistry registry) {
    Gauge.builder("clozeline.trainer.lag", streams, s -> ConsumerLag.of(s.metrics()))
        .description("Records that wait on the topics of this instance")
        .strongReference(true)
        .register(registry);
  }

  /** The run under way. */
  Optional<RunState> running() {
    return Optional.ofNullable(running);
  }

  /** How right the answers of {@code task} were; null before one was tested since the start. */
  Evaluation.Prequential prequential(String task) {
    Evaluation last = evaluatedByTask.get(task);
    return last == null ? null : last.prequential();
  }

  @Override
  public void done(long nanos) {
    stage.record(nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void deadLetter(ErrorCode code) {
    deadLetters.get(code).increment();
  }

  /** A text without a label cannot be learnt from; the encoder refuses its record. */
  void skipped(ErrorCode code) {
    skipped.get(code).increment();
  }

  @Override
  public void counted(String task, Tally tally) {
    examplesByTask.put(task, tally.examples());
    examples.register(
        examplesByTask.entrySet().stream()
            .map(entry -> MultiGauge.Row.of(Tags.of("task", entry.getKey()), entry.getValue()))
            .toList(),
        true);
  }

  @Override
  public void running(RunState state) {
    running = state;
  }

  @Override
  public void rested(Duration rest) {
    resting.record(rest);
  }

  @Override
  public void ended(String task, Outcome outcome, Duration took) {
    training.record(took);
    runs.get(outcome).increment();
  }

  /** The live release of {@code task} is another one; null for none. */
  void live(String task, Release release) {
    if (release == null) {
      liveByTask.remove(task);
    } else {
      liveByTask.put(task, shortDigest(release.digest()));
    }
    releases.register(
        liveByTask.entrySet().stream()
            .map(e -> MultiGauge.Row.of(Tags.of("task", e.getKey(), "digest", e.getValue()), 1))
            .toList(),
        true);
  }

  @Override
  public void tested() {
    tested.increment();
  }

  @Override
  public void waits() {
    early.increment();
  }

  @Override
  public void unusable() {
    untestable.increment();
  }

  @Override
  public void evaluated(Evaluation evaluation) {
    if (Boolean.TRUE.equals(evaluation.drift())) {
      alarms.increment();
      LOG.warn(
          "The answers of a task have become worse: task={} agreement={}",
          evaluation.task(),
          evaluation.prequential().window());
    }
    evaluatedByTask.put(evaluation.task(), evaluation);
    prequential.register(
        evaluatedByTask.values().stream().flatMap(TrainerMetrics::means).toList(), true);
  }

  private static Stream<MultiGauge.Row<?>> means(Evaluation evaluation) {
    var figures = evaluation.prequential();
    return Stream.of(
        mean(evaluation, "window", figures.window()),
        mean(evaluation, "fading", figures.fading()),
        mean(evaluation, "release", figures.release()));
  }

  private static MultiGauge.Row<?> mean(Evaluation evaluation, String mean, double value) {
    return MultiGauge.Row.of(Tags.of("task", evaluation.task(), "mean", mean), value);
  }

  private static String shortDigest(String digest) {
    if (digest == null) {
      return "base";
    }
    return digest.substring(0, Math.min(SHORT_DIGEST, digest.length()));
  }

  private static Timer timer(MeterRegistry registry, String name, String description) {
    return Timer.builder(PREFIX + name).description(description).register(registry);
  }

  private static Counter counter(MeterRegistry registry, String name, String tag, String value) {
    return Counter.builder(PREFIX + name).tag(tag, value).register(registry);
  }

  private static MultiGauge multiGauge(MeterRegistry registry, String name, String description) {
    return MultiGauge.builder(PREFIX + name).description(description).register(registry);
  }

  private void gauge(
      MeterRegistry registry,
      String name,
      String description,
      java.util.function.ToDoubleFunction<RunState> value) {
    Gauge.builder(PREFIX + name, () -> running().map(value::applyAsDouble).orElse(0.0))
        .description(description)
        .register(registry);
  }
}

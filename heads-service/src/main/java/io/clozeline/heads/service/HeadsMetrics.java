package io.clozeline.heads.service;

import io.clozeline.events.Release;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.stage.ConsumerLag;
import io.clozeline.events.stage.StageListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
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
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.KafkaStreams;

/** All meters of the service; they show from the start on, at zero. */
@Singleton
public final class HeadsMetrics implements StageListener {
  private static final int SHORT_DIGEST = 12;

  private final Timer stage;
  private final Map<ErrorCode, Counter> deadLetters = new EnumMap<>(ErrorCode.class);
  private final MultiGauge releases;
  private final Map<String, String> live = new TreeMap<>();

  @Inject
  HeadsMetrics(MeterRegistry registry) {
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

package io.clozeline.tokenizer.service;

import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.stage.ConsumerLag;
import io.clozeline.events.stage.StageListener;
import io.clozeline.tokenizer.topology.TokenizerTopology;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.KafkaStreams;

/** The service's meters, all of them there from the start. */
@Singleton
public class TokenizerMetrics {
  private final Map<String, Timer> stages = new HashMap<>();
  private final Map<ErrorCode, Counter> deadLetters = new EnumMap<>(ErrorCode.class);

  TokenizerMetrics(MeterRegistry registry) {
    for (String stage :
        List.of(TokenizerTopology.TEXTS, TokenizerTopology.FEEDBACK, TokenizerTopology.TASKS)) {
      stages.put(
          stage,
          Timer.builder("clozeline.tokenizer.stage")
              .description("Time that a record took which became a value")
              .tag("stage", stage)
              .register(registry));
    }
    for (ErrorCode code : ErrorCode.values()) {
      deadLetters.put(
          code,
          Counter.builder("clozeline.tokenizer.dead.letters")
              .description("Records that became dead letters")
              .tag("code", code.text())
              .register(registry));
    }
  }

  /** From here on the lag shows. */
  void follow(@Observes StartupEvent started, KafkaStreams streams, MeterRegistry registry) {
    Gauge.builder("clozeline.tokenizer.lag", streams, s -> ConsumerLag.of(s.metrics()))
        .description("Records that wait on the topics of this instance")
        .strongReference(true)
        .register(registry);
  }

  /** Who hears what became of the records of {@code stage}. */
  StageListener listener(String stage) {
    Timer timer = stages.get(stage);
    return new StageListener() {
      @Override
      public void done(long nanos) {
        timer.record(nanos, TimeUnit.NANOSECONDS);
      }

      @Override
      public void deadLetter(ErrorCode code) {
        deadLetters.get(code).increment();
      }
    };
  }
}

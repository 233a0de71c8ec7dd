package io.clozeline.heads.service;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.apache.kafka.streams.KafkaStreams;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Up when texts are answered: the stream runs, and every table has read its topic. */
@Readiness
@Singleton
public final class StreamReadiness implements HealthCheck {
  private final KafkaStreams streams;
  private final HeadsTables tables;

  @Inject
  StreamReadiness(KafkaStreams streams, HeadsTables tables) {
    this.streams = streams;
    this.tables = tables;
  }

  @Override
  public HealthCheckResponse call() {
    var state = streams.state();
    return HealthCheckResponse.named("stream running, tables caught up")
        .withData("stream", state.name())
        .withData("tables", tables.caughtUp())
        .status(state == KafkaStreams.State.RUNNING && tables.caughtUp() && !tables.failed())
        .build();
  }
}

package io.clozeline.heads.service;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.apache.kafka.streams.KafkaStreams;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Down when only a restart helps: the stream has failed, or a table is no longer followed. */
@Liveness
@Singleton
public final class StreamLiveness implements HealthCheck {
  private final KafkaStreams streams;
  private final HeadsTables tables;

  @Inject
  StreamLiveness(KafkaStreams streams, HeadsTables tables) {
    this.streams = streams;
    this.tables = tables;
  }

  @Override
  public HealthCheckResponse call() {
    var state = streams.state();
    return HealthCheckResponse.named("stream and tables alive")
        .withData("stream", state.name())
        .withData("tables", !tables.failed())
        .status(!state.hasStartedOrFinishedShuttingDown() && !tables.failed())
        .build();
  }
}

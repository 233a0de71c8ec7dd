package io.clozeline.tokenizer.service;

import io.clozeline.events.table.CompactedTable;
import io.clozeline.tokenizer.task.SequencedTask;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/** When the service has started, lives, and is ready for texts. */
@Singleton
final class Health {
  private final KafkaStreams streams;
  private final CompactedTable<SequencedTask> tasks;

  Health(KafkaStreams streams, CompactedTable<SequencedTask> tasks) {
    this.streams = streams;
    this.tasks = tasks;
  }

  /** The tokenizer is open and the topics are there, so that the stream has begun. */
  @Produces
  @Startup
  HealthCheck started() {
    return () -> answer("tokenizer started", streams.state() != State.CREATED);
  }

  /** Neither the stream nor the table of tasks has ended. */
  @Produces
  @Liveness
  HealthCheck live() {
    return () -> {
      State state = streams.state();
      boolean ended =
          state == State.ERROR || state == State.PENDING_ERROR || state == State.NOT_RUNNING;
      return answer("tokenizer live", !ended && !tasks.failed());
    };
  }

  /** Partitions are assigned, and the tasks that stood at the start are read. */
  @Produces
  @Readiness
  HealthCheck ready() {
    return () ->
        answer(
            "tokenizer ready",
            streams.state() == State.RUNNING && tasks.caughtUp() && !tasks.failed());
  }

  private HealthCheckResponse answer(String name, boolean up) {
    return HealthCheckResponse.named(name)
        .status(up)
        .withData("streams", streams.state().name())
        .withData("tasksRead", tasks.caughtUp())
        .build();
  }
}

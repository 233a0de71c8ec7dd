package io.clozeline.trainer;

import io.clozeline.trainer.publish.AdapterShelf;
import io.clozeline.trainer.run.Catalogue;
import io.clozeline.trainer.run.TrainingLoop;
import io.clozeline.trainer.unlabelled.TextFollower;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.apache.kafka.streams.KafkaStreams;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/** Started, live and ready, as the trainer means them. */
@Singleton
class TrainerHealth {
  private final KafkaStreams streams;
  private final Catalogue catalogue;
  private final AdapterShelf adapters;
  private final TextFollower texts;
  private final TrainingLoop loop;

  TrainerHealth(
      KafkaStreams streams,
      Catalogue catalogue,
      AdapterShelf adapters,
      TextFollower texts,
      TrainingLoop loop) {
    this.streams = streams;
    this.catalogue = catalogue;
    this.adapters = adapters;
    this.texts = texts;
    this.loop = loop;
  }

  /** The topics are there and the intake has begun. */
  @Produces
  @Startup
  HealthCheck started() {
    return () -> check("intake-started", streams.state() != KafkaStreams.State.CREATED);
  }

  /** Neither the intake, the tables nor the training loop have died. */
  @Produces
  @Liveness
  HealthCheck live() {
    return () ->
        check(
            "intake-tables-and-loop-alive",
            alive(streams.state()) && !tableFailed() && loop.alive());
  }

  /** Examples are taken in, and tasks and releases are known. */
  @Produces
  @Readiness
  HealthCheck ready() {
    return () ->
        check(
            "intake-running-and-tables-read",
            streams.state() == KafkaStreams.State.RUNNING
                && catalogue.complete()
                && !tableFailed());
  }

  private boolean tableFailed() {
    return catalogue.failed() || adapters.failed() || texts.failed();
  }

  private static boolean alive(KafkaStreams.State state) {
    return switch (state) {
      case CREATED, REBALANCING, RUNNING -> true;
      case PENDING_SHUTDOWN, NOT_RUNNING, PENDING_ERROR, ERROR -> false;
    };
  }

  private HealthCheckResponse check(String name, boolean up) {
    return HealthCheckResponse.named(name)
        .status(up)
        .withData("intake", streams.state().name())
        .build();
  }
}

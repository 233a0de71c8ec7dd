package io.clozeline.trainer;

import io.clozeline.trainer.run.TrainingLoop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Starts the training loop with the service, and stops it before Kafka Streams goes. */
@Singleton
class TrainerLifecycle {
  private static final int FIRST = 1;

  private final TrainingLoop loop;

  TrainerLifecycle(TrainingLoop loop) {
    this.loop = loop;
  }

  void start(@Observes StartupEvent event) {
    loop.start();
  }

  void stop(@Observes @Priority(FIRST) ShutdownEvent event) {
    loop.close();
  }
}

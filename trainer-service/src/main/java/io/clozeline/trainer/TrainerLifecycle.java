package io.clozeline.trainer;

import io.clozeline.bert.setup.NativeSetup;
import io.clozeline.trainer.run.TrainingLoop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Starts the training loop with the service, and stops it before Kafka Streams goes. */
@Singleton
class TrainerLifecycle {
  private static final int FIRST = 1;

  private final TrainingLoop loop;
  private final Optional<Path> natives;

  TrainerLifecycle(
      TrainingLoop loop, @ConfigProperty(name = "tensorflow.library.path") Optional<Path> natives) {
    this.loop = loop;
    this.natives = natives;
  }

  void start(@Observes StartupEvent event) {
    natives.ifPresent(NativeSetup::use);
    loop.start();
  }

  void stop(@Observes @Priority(FIRST) ShutdownEvent event) {
    loop.close();
  }
}

package io.clozeline.encoder;

import io.clozeline.bert.encoder.TensorFlowEncoder;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.nio.file.Path;

/** Starts the service, and meanwhile loads the engine: after a crash, texts wait for both. */
@QuarkusMain
public final class Main {
  private static final String LIBRARIES = "TENSORFLOW_LIBRARY_PATH";

  private Main() {}

  /** The process's entry. */
  public static void main(String... arguments) {
    String libraries = System.getenv(LIBRARIES);
    if (libraries != null) {
      var loading = new Thread(() -> load(Path.of(libraries)), "engine-load");
      loading.setDaemon(true);
      loading.start();
    }
    Quarkus.run(arguments);
  }

  private static void load(Path libraries) {
    try {
      TensorFlowEncoder.loadEngine(libraries);
    } catch (RuntimeException | LinkageError untimely) {
      // the service loads it again when it has its configuration, and then says what is wrong
    }
  }
}

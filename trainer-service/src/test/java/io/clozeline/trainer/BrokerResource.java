package io.clozeline.trainer;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;

/** Gives the service under test a broker, a small model and a folder. */
public final class BrokerResource implements QuarkusTestResourceLifecycleManager {
  @Override
  public Map<String, String> start() {
    try {
      return Map.of(
          "kafka.bootstrap.servers", Broker.shared().servers(),
          "clozeline.model.directory", Fixtures.MODEL.toAbsolutePath().toString(),
          "clozeline.state.directory", Files.createTempDirectory("clozeline-trainer").toString(),
          "clozeline.trainer.quiet-period", "300ms");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {}
}

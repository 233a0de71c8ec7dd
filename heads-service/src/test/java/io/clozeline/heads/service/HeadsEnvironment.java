package io.clozeline.heads.service;

import io.clozeline.heads.answer.TinyModel;
import io.clozeline.heads.broker.Broker;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.utils.Utils;

/** A broker, a tiny model and a folder for the state. */
public final class HeadsEnvironment implements QuarkusTestResourceLifecycleManager {
  private Path folder;
  private Broker broker;

  @Override
  public Map<String, String> start() {
    try {
      folder = Files.createTempDirectory("heads-service");
      Path model = Files.createDirectory(folder.resolve("model"));
      TinyModel.write(model);
      broker = Broker.start();
      return Map.of(
          "kafka.bootstrap.servers", broker.servers(),
          "clozeline.model.directory", model.toString(),
          "clozeline.state.directory", folder.resolve("state").toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(broker, new TestInjector.MatchesType(Broker.class));
  }

  @Override
  public void stop() {
    if (broker != null) {
      broker.close();
    }
    try {
      Utils.delete(folder.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

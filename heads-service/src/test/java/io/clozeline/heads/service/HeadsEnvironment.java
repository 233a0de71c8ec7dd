package io.clozeline.heads.service;

import io.clozeline.heads.answer.TinyModel;
import io.clozeline.heads.broker.Broker;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A broker, a tiny model and a folder for the state. */
public final class HeadsEnvironment implements QuarkusTestResourceLifecycleManager {
  private Broker broker;

  @Override
  public Map<String, String> start() {
    try {
      Path model = Files.createTempDirectory("heads-model");
      TinyModel.write(model);
      broker = Broker.start();
      return Map.of(
          "kafka.bootstrap.servers", broker.servers(),
          "clozeline.model.directory", model.toString(),
          "clozeline.state.directory", Files.createTempDirectory("heads-state").toString());
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
  }
}

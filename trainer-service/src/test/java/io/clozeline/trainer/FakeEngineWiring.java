package io.clozeline.trainer;

import io.clozeline.trainer.engine.Engine;
import io.clozeline.trainer.engine.FakeEngine;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;

/** Lets the service under test run without TensorFlow. */
class FakeEngineWiring {
  @Produces
  @Singleton
  @Typed({Engine.class, FakeEngine.class})
  FakeEngine engine() {
    return new FakeEngine();
  }
}

package io.clozeline.trainer.run;

import io.clozeline.bert.adapter.AdapterFile;
import io.clozeline.events.Rung;
import java.util.Map;

/**
 * What may answer for a task.
 *
 * @param rung where it stands; null for what is live, of which nobody asks
 * @param shown whether it is shown demonstrations
 * @param adapter its file, null for the base model
 * @param metrics of its training, none where it was not trained in this run
 */
record Contender(Rung rung, boolean shown, byte[] adapter, Map<String, Double> metrics) {
  Contender {
    metrics = Map.copyOf(metrics);
  }

  static Contender base(boolean shown) {
    return new Contender(shown ? Rung.DEMONSTRATIONS : Rung.ZERO_SHOT, shown, null, Map.of());
  }

  static Contender live(byte[] adapter, boolean shown) {
    return new Contender(null, shown, adapter, Map.of());
  }

  /** Null for the base model. */
  String digest() {
    return adapter == null ? null : AdapterFile.digest(adapter);
  }

  boolean based() {
    return adapter == null;
  }
}

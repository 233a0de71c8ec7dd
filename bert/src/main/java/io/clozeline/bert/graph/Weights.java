package io.clozeline.bert.graph;

import org.tensorflow.Operand;
import org.tensorflow.types.family.TFloating;

/** The weights that a graph computes with. */
public interface Weights<T extends TFloating> {
  /** The number format that is computed in. */
  Class<T> type();

  /** A weight by its name in the checkpoint; the first call decides its shape. */
  Operand<T> get(String name, long... shape);

  /** Whether they stay as they are from the first run on. */
  boolean fixed();
}

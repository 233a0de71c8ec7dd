package io.clozeline.bert.method;

import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.graph.Adaptation;
import org.tensorflow.types.family.TFloating;

/**
 * A method's part in a graph that serves adapters of several in one batch. What belongs to
 * sequences of other methods must be left as it is.
 */
public interface Served {
  /** Builds it; declares what {@link #feed} will give. */
  <T extends TFloating> Adaptation<T> build(ServedInputs<T> inputs);

  /** Gives every input that it has declared. */
  void feed(TunedBatch batch, ModelInfo model, BatchFeed into);
}

package io.clozeline.bert.setup;

import java.nio.file.Path;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Where the weights of a model are read from, under the names that the graph gives them. */
interface WeightSource {
  /** Reads into one graph. */
  @FunctionalInterface
  interface Opening {
    WeightSource of(Ops tf);
  }

  /** The value of a weight of the graph. */
  Operand<TFloat32> value(String weight);

  /** One tensor of a TensorFlow checkpoint. */
  @SuppressWarnings("unchecked") // the operation's type is decided by the class given
  static Operand<TFloat32> restore(Ops tf, Path prefix, String name) {
    return (Operand<TFloat32>)
        tf.train
            .restore(
                tf.constant(prefix.toString()),
                tf.constant(NdArrays.vectorOfObjects(name)),
                tf.constant(NdArrays.vectorOfObjects("")),
                List.of(TFloat32.class))
            .tensors()
            .get(0);
  }
}

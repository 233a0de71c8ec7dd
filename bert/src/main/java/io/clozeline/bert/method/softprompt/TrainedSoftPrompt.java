package io.clozeline.bert.method.softprompt;

import io.clozeline.bert.graph.Adaptation;
import io.clozeline.bert.method.TrainedInputs;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TFloating;

/** The same vectors before all sequences. */
final class TrainedSoftPrompt<T extends TFloating> implements Adaptation<T> {
  private final TrainedInputs<T> inputs;
  private final Ops tf;
  private final int tokens;

  TrainedSoftPrompt(TrainedInputs<T> inputs, int tokens) {
    this.inputs = inputs;
    this.tf = inputs.tf();
    this.tokens = tokens;
  }

  @Override
  public Operand<T> words(Operand<T> words) {
    Operand<TInt32> shape = tf.shape(words);
    Operand<TInt32> batch = tf.slice(shape, tf.constant(new int[] {0}), tf.constant(new int[] {1}));
    Operand<TInt32> times =
        tf.concat(List.of(batch, tf.constant(new int[] {1, 1})), tf.constant(0));
    Operand<T> own =
        tf.tile(
            tf.expandDims(inputs.cast(inputs.tensor(SoftPrompt.TENSOR, 2)), tf.constant(0)), times);
    Operand<T> behind =
        tf.slice(words, tf.constant(new int[] {0, tokens, 0}), tf.constant(new int[] {-1, -1, -1}));
    return tf.concat(List.of(own, behind), tf.constant(1));
  }
}

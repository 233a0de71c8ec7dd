package io.clozeline.bert.method.softprompt;

import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.graph.Adaptation;
import io.clozeline.bert.method.BatchFeed;
import io.clozeline.bert.method.Served;
import io.clozeline.bert.method.ServedInputs;
import io.clozeline.bert.method.Tuned;
import io.clozeline.bert.method.TunedBatch;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TFloating;

/**
 * The vectors of all adapters in the batch, one below the other, and for each token which of them
 * stands there, if any.
 */
public final class ServedSoftPrompt implements Served {
  private static final String VECTORS = "virtual_words";
  private static final String OF_TOKEN = "virtual_word_of_token";

  @Override
  public <T extends TFloating> Adaptation<T> build(ServedInputs<T> inputs) {
    return new Vectors<>(inputs);
  }

  @Override
  public void feed(TunedBatch batch, ModelInfo model, BatchFeed into) {
    int hidden = model.hidden();
    int count = 1 + batch.distinct().stream().mapToInt(ServedSoftPrompt::tokens).sum();
    float[] vectors = new float[count * hidden]; // the first is of tokens that are words
    int[] ofToken = new int[batch.sequences() * batch.seq()];
    int first = 1;
    for (Tuned tuned : batch.distinct()) {
      int tokens = tokens(tuned);
      if (tokens > 0) {
        float[] own = tuned.tensors().get(SoftPrompt.TENSOR);
        System.arraycopy(own, 0, vectors, first * hidden, own.length);
        place(batch, tuned, first, tokens, ofToken);
        first += tokens;
      }
    }
    into.floats(VECTORS, vectors, count, hidden);
    into.ints(OF_TOKEN, ofToken, batch.sequences(), batch.seq());
  }

  private static void place(TunedBatch batch, Tuned tuned, int first, int tokens, int[] ofToken) {
    for (int row = 0; row < batch.sequences(); row++) {
      for (int i = 0; batch.of(row) == tuned && i < tokens; i++) {
        ofToken[row * batch.seq() + i] = first + i;
      }
    }
  }

  private static int tokens(Tuned tuned) {
    return tuned.method() instanceof SoftPrompt prompt ? prompt.tokens() : 0;
  }

  private static final class Vectors<T extends TFloating> implements Adaptation<T> {
    private final ServedInputs<T> inputs;
    private final Ops tf;

    Vectors(ServedInputs<T> inputs) {
      this.inputs = inputs;
      this.tf = inputs.tf();
    }

    @Override
    public Operand<T> words(Operand<T> words) {
      Operand<TInt32> ofToken = inputs.ints(OF_TOKEN, -1, -1);
      Operand<T> vectors = inputs.floats(VECTORS, -1, inputs.model().hidden());
      Operand<T> isWord =
          tf.dtypes.cast(tf.math.equal(ofToken, tf.constant(0)), inputs.type()); // [batch, seq]
      return tf.math.add(
          tf.math.mul(words, tf.expandDims(isWord, tf.constant(2))),
          tf.gather(vectors, ofToken, tf.constant(0)));
    }
  }
}

package io.clozeline.bert.head;

import io.clozeline.bert.ModelDirectory;
import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.safetensors.MappedTensors;
import java.nio.FloatBuffer;
import org.apache.commons.numbers.gamma.Erf;

/**
 * BERT's masked-LM head (Devlin et al. 2019): dense, GELU, layer norm, and a decoder tied to the
 * word embeddings. The embeddings stay in a mapped file that the processes of a machine share; only
 * {@link #logits} keeps a copy of its own, in the order in which a processor reads it fastest, from
 * its first use on. Safe for use by many threads.
 */
public final class MaskedLmHead {
  private static final double EPSILON = 1e-12;
  private static final float INVERSE_SQRT_2 = (float) Math.sqrt(0.5);

  private final int hidden;
  private final int vocabulary;
  private final float[] kernel; // [in, out]
  private final float[] bias; // [hidden]
  private final float[] gamma; // [hidden]
  private final float[] beta; // [hidden]
  private final float[] wordBias; // [vocabulary]
  private final FloatBuffer embeddings; // [vocabulary, hidden]
  private volatile BlockedEmbeddings blocked;

  private MaskedLmHead(ModelInfo model, MappedTensors tensors) {
    hidden = model.hidden();
    vocabulary = model.vocabulary();
    kernel = array(tensors.floats("transform.kernel", hidden, hidden));
    bias = array(tensors.floats("transform.bias", hidden));
    gamma = array(tensors.floats("transform.norm.gamma", hidden));
    beta = array(tensors.floats("transform.norm.beta", hidden));
    wordBias = array(tensors.floats("output.bias", vocabulary));
    embeddings = tensors.floats("embeddings.word", vocabulary, hidden);
  }

  /** Maps the head of a prepared model. */
  public static MaskedLmHead open(ModelDirectory directory) {
    return new MaskedLmHead(directory.info(), MappedTensors.open(directory.head()));
  }

  /** The vector that the decoder reads: {@code [hidden]} to {@code [hidden]}. */
  public float[] transform(float[] vector) {
    float[] out = bias.clone();
    for (int i = 0; i < hidden; i++) {
      addScaled(out, kernel, i * hidden, vector[i]);
    }
    for (int i = 0; i < hidden; i++) {
      out[i] = (float) (0.5 * out[i] * (1 + Erf.value(out[i] * INVERSE_SQRT_2)));
    }
    normalize(out);
    return out;
  }

  /**
   * The logit of one word.
   *
   * @param transformed what {@link #transform} returned
   */
  public float logit(float[] transformed, int tokenId) {
    float[] row = new float[hidden];
    embeddings.get(tokenId * hidden, row);
    double sum = wordBias[tokenId];
    for (int i = 0; i < hidden; i++) {
      sum += transformed[i] * row[i];
    }
    return (float) sum;
  }

  /**
   * The logits of the whole vocabulary, {@code [vocabulary]}.
   *
   * @param transformed what {@link #transform} returned
   */
  public float[] logits(float[] transformed) {
    BlockedEmbeddings copy = blocked;
    if (copy == null) {
      synchronized (this) {
        copy = blocked == null ? BlockedEmbeddings.of(embeddings, vocabulary, hidden) : blocked;
        blocked = copy;
      }
    }
    float[] logits = copy.multiply(transformed);
    for (int id = 0; id < vocabulary; id++) {
      logits[id] += wordBias[id];
    }
    return logits;
  }

  /** Width of the vectors. */
  public int hidden() {
    return hidden;
  }

  /** Words that have a logit. */
  public int vocabulary() {
    return vocabulary;
  }

  /** {@code out += scale · row}: a loop that the compiler turns into vector instructions. */
  static void addScaled(float[] out, float[] rows, int at, float scale) {
    for (int i = 0; i < out.length; i++) {
      out[i] += scale * rows[at + i];
    }
  }

  private void normalize(float[] values) {
    double mean = 0;
    for (float value : values) {
      mean += value;
    }
    mean /= hidden;
    double variance = 0;
    for (float value : values) {
      variance += (value - mean) * (value - mean);
    }
    double inverse = 1 / Math.sqrt(variance / hidden + EPSILON);
    for (int i = 0; i < hidden; i++) {
      values[i] = (float) ((values[i] - mean) * inverse) * gamma[i] + beta[i];
    }
  }

  private static float[] array(FloatBuffer buffer) {
    float[] values = new float[buffer.remaining()];
    buffer.get(0, values);
    return values;
  }
}

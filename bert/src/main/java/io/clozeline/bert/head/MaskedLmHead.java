package io.clozeline.bert.head;

import io.clozeline.bert.ModelDirectory;
import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.safetensors.SafeTensors;
import java.nio.FloatBuffer;

/**
 * BERT's masked-LM head: dense, GELU, layer norm, and a decoder tied to the word embeddings. Safe
 * for use by several threads.
 *
 * <p>The embeddings stay in the mapped file, shared between processes: {@link #row} and {@link
 * #logit} read only the words that are asked for. The first call of {@link #logits} makes one
 * transposed copy of all of them on the heap (94 MB for the uncased base model, 367 MB for the
 * multilingual one; a tenth of a second or so), because only in that layout does plain Java
 * multiply at the speed of memory; who never asks for all words never pays for it.
 */
public final class MaskedLmHead {
  private final float[] kernel; // [hidden in, hidden out]
  private final float[] bias; // [hidden]
  private final LayerNorm norm;
  private final float[] outputBias; // [vocabulary]
  private final FloatBuffer embeddings; // [vocabulary, hidden]
  private volatile WordTable table;

  private MaskedLmHead(SafeTensors file, int hidden, int vocabulary) {
    kernel = file.require("transform.kernel", hidden, hidden).floats();
    bias = file.require("transform.bias", hidden).floats();
    norm =
        new LayerNorm(
            file.require("transform.norm.gamma", hidden).floats(),
            file.require("transform.norm.beta", hidden).floats());
    outputBias = file.require("output.bias", vocabulary).floats();
    embeddings = file.require("embeddings.word", vocabulary, hidden).buffer();
  }

  /**
   * Maps the head of a prepared model.
   *
   * @throws io.clozeline.bert.safetensors.SafeTensorsException when the file is not valid or does
   *     not fit the model
   */
  public static MaskedLmHead open(ModelDirectory directory) {
    ModelInfo info = directory.info();
    return new MaskedLmHead(SafeTensors.read(directory.head()), info.hidden(), info.vocabulary());
  }

  /** The vector that the decoder reads: {@code [hidden]} to {@code [hidden]}. */
  public float[] transform(float[] vector) {
    requireHidden(vector);
    float[] transformed = bias.clone();
    WeightedRows.add(vector, kernel, transformed);
    for (int i = 0; i < transformed.length; i++) {
      transformed[i] = Gelu.of(transformed[i]);
    }
    norm.apply(transformed);
    return transformed;
  }

  /** The logit of one word, from what {@link #transform} returned. */
  public float logit(float[] transformed, int tokenId) {
    requireHidden(transformed);
    return (float) (DotProduct.of(row(tokenId), transformed) + outputBias(tokenId));
  }

  /** The logits of the whole vocabulary, from what {@link #transform} returned. */
  public float[] logits(float[] transformed) {
    requireHidden(transformed);
    return table().logits(transformed, outputBias);
  }

  /** Width of the vectors. */
  public int hidden() {
    return bias.length;
  }

  /** How many words there are. */
  public int vocabulary() {
    return outputBias.length;
  }

  /** A copy of a word's embedding, {@code [hidden]}. */
  public float[] row(int tokenId) {
    requireWord(tokenId);
    float[] row = new float[hidden()];
    embeddings.get(tokenId * hidden(), row);
    return row;
  }

  /** A word's bias in the decoder. */
  public float outputBias(int tokenId) {
    requireWord(tokenId);
    return outputBias[tokenId];
  }

  private WordTable table() {
    if (table == null) {
      synchronized (this) {
        if (table == null) {
          table = WordTable.of(embeddings, hidden());
        }
      }
    }
    return table;
  }

  private void requireHidden(float[] vector) {
    if (vector.length != hidden()) {
      throw new IllegalArgumentException(
          "a vector of " + vector.length + " numbers, expected " + hidden());
    }
  }

  private void requireWord(int tokenId) {
    if (tokenId < 0 || tokenId >= vocabulary()) {
      throw new IllegalArgumentException(
          "word " + tokenId + " is outside a vocabulary of " + vocabulary());
    }
  }
}

package io.clozeline.bert.head;

import java.nio.FloatBuffer;

/**
 * The word embeddings in blocks of words, transposed within each: one pass adds a scaled row of a
 * block to the block's logits, which stay in the first-level cache, and reads the table from first
 * to last.
 *
 * @param blocks {@code [blocks][hidden × WIDTH]}; the last one is filled up with zeros
 */
record BlockedEmbeddings(float[][] blocks, int vocabulary, int hidden) {
  private static final int WIDTH = 2_048;

  static BlockedEmbeddings of(FloatBuffer embeddings, int vocabulary, int hidden) {
    float[][] blocks = new float[(vocabulary + WIDTH - 1) / WIDTH][hidden * WIDTH];
    float[] row = new float[hidden];
    for (int word = 0; word < vocabulary; word++) {
      embeddings.get(word * hidden, row);
      float[] block = blocks[word / WIDTH];
      for (int i = 0; i < hidden; i++) {
        block[i * WIDTH + word % WIDTH] = row[i];
      }
    }
    return new BlockedEmbeddings(blocks, vocabulary, hidden);
  }

  /** {@code [hidden]} times {@code [hidden, vocabulary]}. */
  float[] multiply(float[] vector) {
    float[] logits = new float[vocabulary];
    float[] sums = new float[WIDTH];
    for (int block = 0; block < blocks.length; block++) {
      java.util.Arrays.fill(sums, 0);
      for (int i = 0; i < hidden; i++) {
        MaskedLmHead.addScaled(sums, blocks[block], i * WIDTH, vector[i]);
      }
      int first = block * WIDTH;
      System.arraycopy(sums, 0, logits, first, Math.min(WIDTH, vocabulary - first));
    }
    return logits;
  }
}

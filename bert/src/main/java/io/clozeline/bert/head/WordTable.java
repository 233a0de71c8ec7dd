package io.clozeline.bert.head;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * The word embeddings, transposed and cut into blocks of words, each {@code [hidden, words of the
 * block]}: all dot products with one vector are then sums of weighted rows, and a block's sums stay
 * in the nearest cache.
 */
final class WordTable {
  private static final int BLOCK_WORDS = 4096; // 16 KB of sums
  private static final int TILE_WORDS = 64;

  private final int vocabulary;
  private final float[][] blocks;

  private WordTable(int vocabulary, float[][] blocks) {
    this.vocabulary = vocabulary;
    this.blocks = blocks;
  }

  /**
   * Copies the embeddings.
   *
   * @param embeddings {@code [vocabulary, hidden]}
   */
  static WordTable of(FloatBuffer embeddings, int hidden) {
    int vocabulary = embeddings.capacity() / hidden;
    float[][] blocks = new float[(vocabulary + BLOCK_WORDS - 1) / BLOCK_WORDS][];
    for (int block = 0; block < blocks.length; block++) {
      int first = block * BLOCK_WORDS;
      int words = Math.min(BLOCK_WORDS, vocabulary - first);
      blocks[block] = transpose(embeddings, first, words, hidden);
    }
    return new WordTable(vocabulary, blocks);
  }

  /** The dot product of every word with {@code vector}, added to a copy of {@code bias}. */
  float[] logits(float[] vector, float[] bias) {
    float[] logits = bias.clone();
    float[] sums = new float[Math.min(BLOCK_WORDS, vocabulary)];
    for (int block = 0; block < blocks.length; block++) {
      int first = block * BLOCK_WORDS;
      int words = Math.min(BLOCK_WORDS, vocabulary - first);
      float[] blockSums = words == sums.length ? sums : new float[words];
      Arrays.fill(blockSums, 0);
      WeightedRows.add(vector, blocks[block], blockSums);
      for (int i = 0; i < words; i++) {
        logits[first + i] += blockSums[i];
      }
    }
    return logits;
  }

  private static float[] transpose(FloatBuffer embeddings, int first, int words, int hidden) {
    float[] columns = new float[words * hidden];
    float[] rows = new float[TILE_WORDS * hidden];
    for (int start = 0; start < words; start += TILE_WORDS) {
      int tile = Math.min(TILE_WORDS, words - start);
      embeddings.get((first + start) * hidden, rows, 0, tile * hidden);
      for (int i = 0; i < hidden; i++) {
        for (int word = 0; word < tile; word++) {
          columns[i * words + start + word] = rows[word * hidden + i];
        }
      }
    }
    return columns;
  }
}

package io.clozeline.bert.head;

import java.util.Arrays;
import java.util.Objects;

/**
 * The masked-LM head read through words: a label's logit is the mean of its words' logits at the
 * {@code [MASK]}. The mean of the words' embeddings is kept for each label, so that an answer costs
 * one transform and one dot product per label, and reads nothing else of the vocabulary.
 */
public final class VerbalizerHead implements Head {
  private final MaskedLmHead lm;
  private final int[][] words;
  private final LinearHead means;

  /**
   * Reads the words' embeddings.
   *
   * @param words {@code [label][word ids]}, each label with at least one word, all in the
   *     vocabulary
   */
  public VerbalizerHead(MaskedLmHead lm, int[][] words) {
    this.lm = Objects.requireNonNull(lm, "lm");
    if (words.length == 0 || Arrays.stream(words).anyMatch(label -> label.length == 0)) {
      throw new IllegalArgumentException("every label needs a word");
    }
    this.words = copy(words);
    this.means = meansOf(lm, words);
  }

  @Override
  public float[] logits(float[] vector) {
    return means.logits(lm.transform(vector));
  }

  @Override
  public int labels() {
    return words.length;
  }

  /** The labels' mean words as a linear layer over what {@link MaskedLmHead#transform} returns. */
  public LinearHead means() {
    return means;
  }

  /** The head that the words are read through. */
  public MaskedLmHead lm() {
    return lm;
  }

  /** A copy of {@code [label][word ids]}. */
  public int[][] words() {
    return copy(words);
  }

  private static LinearHead meansOf(MaskedLmHead lm, int[][] words) {
    float[][] rows = new float[words.length][];
    float[] biases = new float[words.length];
    for (int label = 0; label < words.length; label++) {
      rows[label] = meanRow(lm, words[label]);
      biases[label] =
          (float) Arrays.stream(words[label]).mapToDouble(lm::outputBias).average().orElseThrow();
    }
    return new LinearHead(rows, biases);
  }

  private static float[] meanRow(MaskedLmHead lm, int[] words) {
    double[] sum = new double[lm.hidden()];
    for (int word : words) {
      float[] row = lm.row(word);
      Arrays.setAll(sum, i -> sum[i] + row[i]);
    }
    float[] mean = new float[sum.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (float) (sum[i] / words.length);
    }
    return mean;
  }

  private static int[][] copy(int[][] words) {
    return Arrays.stream(words).map(int[]::clone).toArray(int[][]::new);
  }
}

package io.clozeline.bert.head;

import java.util.Arrays;
import java.util.Objects;

/**
 * The masked-LM head read through words. Where each word has one token, a label's score is the mean
 * of its words' logits at the first {@code [MASK]}: the mean of the words' embeddings is kept for
 * each label, so that an answer costs one transform and one dot product per label, and reads
 * nothing else of the vocabulary. Otherwise it is the mean over its words of {@code Σ log p(token k
 * | mask k)}, which costs a pass over the vocabulary for each mask (Schick and Schütze 2021).
 */
public final class VerbalizerHead implements Head {
  private final MaskedLmHead lm;
  private final int[][][] words;
  private final int masks;
  private final LinearHead means; // null where a word has several tokens

  /**
   * Reads the words' embeddings.
   *
   * @param words {@code [label][word][token ids]}, each label with at least one word, each word
   *     with at least one token, all in the vocabulary
   */
  public VerbalizerHead(MaskedLmHead lm, int[][][] words) {
    this.lm = Objects.requireNonNull(lm, "lm");
    if (words.length == 0 || Arrays.stream(words).anyMatch(label -> label.length == 0)) {
      throw new IllegalArgumentException("every label needs a word");
    }
    this.words =
        Arrays.stream(words)
            .map(label -> Arrays.stream(label).map(int[]::clone).toArray(int[][]::new))
            .toArray(int[][][]::new);
    this.masks =
        Arrays.stream(words).flatMap(Arrays::stream).mapToInt(w -> w.length).max().orElseThrow();
    requireTokens();
    this.means = masks == 1 ? meansOf(lm, this.words) : null;
  }

  /** Words of one token each, {@code [label][word ids]}. */
  public VerbalizerHead(MaskedLmHead lm, int[][] words) {
    this(
        lm,
        Arrays.stream(words)
            .map(label -> Arrays.stream(label).mapToObj(id -> new int[] {id}).toArray(int[][]::new))
            .toArray(int[][][]::new));
  }

  /**
   * One score per label, in the order of the labels: log-probabilities, up to a constant that the
   * labels share.
   *
   * @param masks {@code [masks][hidden]}, the vectors of a sequence's masks in order, {@link
   *     #masks} of them or more; the superfluous ones are not read
   */
  public float[] scores(float[][] masks) {
    if (masks.length < this.masks) {
      throw new IllegalArgumentException(masks.length + " masks, needed are " + this.masks);
    }
    return means != null ? logits(masks[0]) : longScores(masks);
  }

  @Override
  public float[] logits(float[] vector) {
    return means().logits(lm.transform(vector));
  }

  @Override
  public int labels() {
    return words.length;
  }

  /** How many masks the longest word needs. */
  public int masks() {
    return masks;
  }

  /**
   * The labels' mean words as a linear layer over what {@link MaskedLmHead#transform} returns;
   * there is none where a word has several tokens.
   */
  public LinearHead means() {
    if (means == null) {
      throw new IllegalStateException("a word has " + masks + " tokens");
    }
    return means;
  }

  /** The head that the words are read through. */
  public MaskedLmHead lm() {
    return lm;
  }

  private float[] longScores(float[][] vectors) {
    float[][] log = new float[masks][]; // [masks][vocabulary]
    for (int mask = 0; mask < masks; mask++) {
      log[mask] = Softmax.log(lm.logits(lm.transform(vectors[mask])));
    }
    float[] scores = new float[words.length];
    for (int label = 0; label < scores.length; label++) {
      double sum = 0;
      for (int[] word : words[label]) {
        for (int k = 0; k < word.length; k++) {
          sum += log[k][word[k]];
        }
      }
      scores[label] = (float) (sum / words[label].length);
    }
    return scores;
  }

  private void requireTokens() {
    for (int[][] label : words) {
      for (int[] word : label) {
        if (word.length == 0) {
          throw new IllegalArgumentException("every word needs a token");
        }
        Arrays.stream(word).forEach(lm::outputBias); // throws outside of the vocabulary
      }
    }
  }

  private static LinearHead meansOf(MaskedLmHead lm, int[][][] words) {
    float[][] rows = new float[words.length][];
    float[] biases = new float[words.length];
    for (int label = 0; label < words.length; label++) {
      int[] tokens = Arrays.stream(words[label]).mapToInt(word -> word[0]).toArray();
      rows[label] = meanRow(lm, tokens);
      biases[label] =
          (float) Arrays.stream(tokens).mapToDouble(lm::outputBias).average().orElseThrow();
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
}

package io.clozeline.bert.head;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The masked-LM head read through words. A label's score is the mean over its words of the sum of
 * their tokens' log-probabilities, each at a {@code [MASK]} of its own (Schick and Schütze, 2021).
 * When every word is one token the mean of logits says the same up to a constant, so an answer
 * costs one transform and one dot product per label, and reads nothing else of the vocabulary.
 */
public final class VerbalizerHead {
  private final MaskedLmHead lm;
  private final int masks;
  private final int[] tokens; // [pieces], each token once
  private final float[] shares; // [masks * pieces, labels]
  private final int labels;
  private final LinearHead pieces;
  private final LinearHead means; // null when a word has several tokens

  /**
   * Reads the words' embeddings.
   *
   * @param words {@code [label][word][token ids]}, nothing empty, all in the vocabulary
   */
  public VerbalizerHead(MaskedLmHead lm, int[][][] words) {
    this.lm = Objects.requireNonNull(lm, "lm");
    if (words.length == 0
        || Arrays.stream(words)
            .anyMatch(
                label ->
                    label.length == 0 || Arrays.stream(label).anyMatch(word -> word.length == 0))) {
      throw new IllegalArgumentException("every label needs a word, every word a token");
    }
    this.labels = words.length;
    this.masks =
        Arrays.stream(words).flatMap(Arrays::stream).mapToInt(w -> w.length).max().orElseThrow();
    this.tokens =
        Arrays.stream(words)
            .flatMap(Arrays::stream)
            .flatMapToInt(Arrays::stream)
            .distinct()
            .toArray();
    this.pieces =
        new LinearHead(
            Arrays.stream(tokens).mapToObj(lm::row).toArray(float[][]::new), biases(lm, tokens));
    this.shares = shares(words);
    this.means = masks == 1 ? meansOf(lm, words) : null;
  }

  /**
   * One score per label, a log-probability up to a constant that the labels share.
   *
   * @param vectors {@code [masks][hidden]}; those after the longest word's last are ignored
   */
  public float[] scores(float[][] vectors) {
    if (vectors.length < masks) {
      throw new IllegalArgumentException(vectors.length + " masks, the words need " + masks);
    }
    if (means != null) {
      return means.logits(lm.transform(vectors[0]));
    }
    double[] sums = new double[labels];
    for (int mask = 0; mask < masks; mask++) {
      float[] ofWords = Softmax.log(lm.logits(lm.transform(vectors[mask])));
      for (int piece = 0; piece < tokens.length; piece++) {
        int from = (mask * tokens.length + piece) * labels;
        for (int label = 0; label < labels; label++) {
          sums[label] += shares[from + label] * ofWords[tokens[piece]];
        }
      }
    }
    float[] scores = new float[labels];
    for (int label = 0; label < labels; label++) {
      scores[label] = (float) sums[label];
    }
    return scores;
  }

  /** How many labels there are. */
  public int labels() {
    return labels;
  }

  /** Masks that the longest word takes. */
  public int masks() {
    return masks;
  }

  /** The head that the words are read through. */
  public MaskedLmHead lm() {
    return lm;
  }

  /**
   * The labels' mean words as a linear layer over what {@link MaskedLmHead#transform} returns; null
   * when a word has several tokens.
   */
  public LinearHead means() {
    return means;
  }

  /** Each token of the words, once, as a row of a linear layer. */
  public LinearHead pieces() {
    return pieces;
  }

  /** What a token's log-probability at a mask adds to a label: {@code [masks * pieces, labels]}. */
  public float[] shares() {
    return shares.clone();
  }

  private float[] shares(int[][][] words) {
    Map<Integer, Integer> place = new LinkedHashMap<>();
    for (int token : tokens) {
      place.put(token, place.size());
    }
    float[] filled = new float[masks * tokens.length * labels];
    for (int label = 0; label < labels; label++) {
      for (int[] word : words[label]) {
        for (int mask = 0; mask < word.length; mask++) {
          filled[(mask * tokens.length + place.get(word[mask])) * labels + label] +=
              1f / words[label].length;
        }
      }
    }
    return filled;
  }

  private static float[] biases(MaskedLmHead lm, int[] tokens) {
    float[] biases = new float[tokens.length];
    for (int i = 0; i < tokens.length; i++) {
      biases[i] = lm.outputBias(tokens[i]);
    }
    return biases;
  }

  private static LinearHead meansOf(MaskedLmHead lm, int[][][] words) {
    float[][] rows = new float[words.length][];
    float[] biases = new float[words.length];
    for (int label = 0; label < words.length; label++) {
      int[] ofLabel = Arrays.stream(words[label]).mapToInt(word -> word[0]).toArray();
      rows[label] = meanRow(lm, ofLabel);
      biases[label] =
          (float) Arrays.stream(ofLabel).mapToDouble(lm::outputBias).average().orElseThrow();
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

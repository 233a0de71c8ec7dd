package io.clozeline.trainer.pet;

import io.clozeline.bert.head.Softmax;

/**
 * What each pattern says of each text, and how much each pattern counts.
 *
 * @param logits {@code [patterns][texts][labels]}
 * @param weights of each pattern, none below zero; patterns that are all wrong count alike
 */
record Opinions(float[][][] logits, double[] weights) {
  private static final int NONE = -1;

  /** Of all patterns together: a distribution over the labels. */
  double[] together(int text, double temperature) {
    return without(NONE, text, temperature);
  }

  /** Of all patterns but one; of that one where there is no other. */
  double[] ofOthers(int pattern, int text) {
    return without(patterns() == 1 ? NONE : pattern, text, 1);
  }

  /** Whether all patterns would give the text the same label. */
  boolean agree(int text) {
    int label = best(logits[0][text]);
    for (float[][] pattern : logits) {
      if (best(pattern[text]) != label) {
        return false;
      }
    }
    return true;
  }

  private double[] without(int left, int text, double temperature) {
    double sum = 0;
    for (int pattern = 0; pattern < patterns(); pattern++) {
      sum += pattern == left ? 0 : weights[pattern];
    }
    double[] mean = new double[logits[0][text].length];
    int counted = patterns() - (left == NONE ? 0 : 1);
    for (int pattern = 0; pattern < patterns(); pattern++) {
      double share = pattern == left ? 0 : sum > 0 ? weights[pattern] / sum : 1.0 / counted;
      for (int label = 0; label < mean.length; label++) {
        mean[label] += share * logits[pattern][text][label] / temperature;
      }
    }
    return Softmax.of(mean);
  }

  private int patterns() {
    return logits.length;
  }

  /** The place of the greatest logit, the first of equal ones. */
  static int best(float[] logits) {
    int best = 0;
    for (int i = 1; i < logits.length; i++) {
      best = logits[i] > logits[best] ? i : best;
    }
    return best;
  }
}

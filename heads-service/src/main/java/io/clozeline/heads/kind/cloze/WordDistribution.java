package io.clozeline.heads.kind.cloze;

/**
 * The softmax over a mask's logits, without a probability for each word.
 *
 * @param logSum the logarithm of the sum of the exponentiated logits
 * @param entropy in nats
 */
record WordDistribution(double logSum, double entropy) {
  static WordDistribution of(float[] logits) {
    float max = Float.NEGATIVE_INFINITY;
    for (float logit : logits) {
      max = Math.max(max, logit);
    }
    double sum = 0;
    double weighted = 0;
    for (float logit : logits) {
      double exp = Math.exp(logit - max);
      sum += exp;
      weighted += exp * (logit - max);
    }
    return new WordDistribution(max + Math.log(sum), Math.log(sum) - weighted / sum);
  }

  double probability(float logit) {
    return Math.exp(logit - logSum);
  }
}

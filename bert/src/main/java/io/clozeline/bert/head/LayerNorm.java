package io.clozeline.bert.head;

/** BERT's layer normalisation over one vector; mean and variance are computed in 64 bits. */
record LayerNorm(float[] gamma, float[] beta) {
  private static final double EPSILON = 1e-12;

  /** Normalises {@code vector} in place. */
  void apply(float[] vector) {
    double mean = 0;
    for (float value : vector) {
      mean += value;
    }
    mean /= vector.length;
    double variance = 0;
    for (float value : vector) {
      variance += (value - mean) * (value - mean);
    }
    double scale = 1 / Math.sqrt(variance / vector.length + EPSILON);
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) ((vector[i] - mean) * scale) * gamma[i] + beta[i];
    }
  }
}

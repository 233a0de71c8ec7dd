package io.clozeline.bert.training;

import java.util.List;

/**
 * AdamW (Loshchilov and Hutter, 2019) over arrays in place, after clipping the gradients to a
 * global norm of one.
 */
final class AdamW {
  static final double BETA1 = 0.9;
  static final double BETA2 = 0.999;
  static final double EPSILON = 1e-8;
  static final double MAX_NORM = 1;

  private final List<float[]> parameters;
  private final List<float[]> first;
  private final List<float[]> second;
  private final double weightDecay;
  private int steps;

  AdamW(List<float[]> parameters, double weightDecay) {
    this.parameters = parameters;
    this.first = parameters.stream().map(values -> new float[values.length]).toList();
    this.second = parameters.stream().map(values -> new float[values.length]).toList();
    this.weightDecay = weightDecay;
  }

  void step(List<float[]> gradients, double learningRate) {
    steps++;
    double clip = Math.min(1, MAX_NORM / (norm(gradients) + 1e-6));
    double rate =
        learningRate * Math.sqrt(1 - Math.pow(BETA2, steps)) / (1 - Math.pow(BETA1, steps));
    double epsilon = EPSILON * Math.sqrt(1 - Math.pow(BETA2, steps));
    float keep = (float) (1 - learningRate * weightDecay);
    for (int i = 0; i < parameters.size(); i++) {
      update(
          parameters.get(i),
          gradients.get(i),
          first.get(i),
          second.get(i),
          clip,
          rate,
          epsilon,
          keep);
    }
  }

  private static void update(
      float[] values,
      float[] gradient,
      float[] first,
      float[] second,
      double clip,
      double rate,
      double epsilon,
      float keep) {
    for (int i = 0; i < values.length; i++) {
      double slope = clip * gradient[i];
      first[i] = (float) (BETA1 * first[i] + (1 - BETA1) * slope);
      second[i] = (float) (BETA2 * second[i] + (1 - BETA2) * slope * slope);
      values[i] = (float) (keep * values[i] - rate * first[i] / (Math.sqrt(second[i]) + epsilon));
    }
  }

  private static double norm(List<float[]> gradients) {
    double squares = 0;
    for (float[] gradient : gradients) {
      for (float slope : gradient) {
        squares += (double) slope * slope;
      }
    }
    return Math.sqrt(squares);
  }
}

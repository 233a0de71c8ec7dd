package io.clozeline.trainer.kind;

import io.clozeline.bert.head.Softmax;
import io.clozeline.bert.training.LabelledSequence;
import java.util.List;

/** What kinds read from scores alike. */
public final class Scores {
  private Scores() {}

  /** The mean of the log-probabilities of windows and patterns, {@code [outputs]}. */
  public static double[] meanLog(List<float[]> scores) {
    double[] mean = new double[scores.get(0).length];
    for (float[] each : scores) {
      double[] log = Softmax.log(Softmax.wide(each));
      for (int i = 0; i < mean.length; i++) {
        mean[i] += log[i] / scores.size();
      }
    }
    return mean;
  }

  /** The mean over windows and patterns, {@code [outputs]}. */
  public static double[] mean(List<float[]> scores) {
    double[] mean = new double[scores.get(0).length];
    for (float[] each : scores) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += (double) each[i] / scores.size();
      }
    }
    return mean;
  }

  /** The place of the greatest, the first of equal ones. */
  public static int best(double[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }

  /** The place of the greatest of {@code outputs} in a row of {@code [rows, outputs]}. */
  public static int best(float[] scores, int row, int outputs) {
    int from = row * outputs;
    int best = from;
    for (int i = from + 1; i < from + outputs; i++) {
      best = scores[i] > scores[best] ? i : best;
    }
    return best - from;
  }

  /** The share of rows, over all lessons, whose best output is their class. */
  public static double rightRows(List<float[]> scores, List<LabelledSequence> lessons) {
    int rows = 0;
    int right = 0;
    for (int lesson = 0; lesson < lessons.size(); lesson++) {
      int[] classes = lessons.get(lesson).classes();
      int outputs = scores.get(lesson).length / classes.length;
      for (int row = 0; row < classes.length; row++) {
        if (classes[row] >= 0) {
          rows++;
          right += best(scores.get(lesson), row, outputs) == classes[row] ? 1 : 0;
        }
      }
    }
    return rows == 0 ? 1 : (double) right / rows;
  }
}

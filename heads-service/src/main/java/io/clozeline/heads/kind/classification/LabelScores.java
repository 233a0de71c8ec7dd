package io.clozeline.heads.answer.label;

import io.clozeline.events.Annotation.Uncertainty;
import io.clozeline.heads.answer.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An answer out of log-probabilities. */
final class LabelScores {
  private LabelScores() {}

  /** The likeliest label, and the probability of each. */
  static Answer answer(List<String> labels, double[] logProbabilities, String head) {
    int best = 0;
    double second = Double.NEGATIVE_INFINITY;
    double entropy = 0;
    Map<String, Double> scores = new LinkedHashMap<>();
    for (int i = 0; i < logProbabilities.length; i++) {
      double log = logProbabilities[i];
      double probability = Math.exp(log);
      scores.put(labels.get(i), probability);
      entropy -= probability * log;
      if (i > 0) {
        second = Math.max(second, Math.min(log, logProbabilities[best]));
        best = log > logProbabilities[best] ? i : best;
      }
    }
    double margin = Math.exp(logProbabilities[best]) - Math.exp(second);
    var uncertainty = new Uncertainty(margin, normalised(entropy, labels.size()));
    return new Answer(labels.get(best), scores, null, uncertainty, head);
  }

  /** Equal scores and no label: nobody has learned the task yet. */
  static Answer unknown(List<String> labels) {
    Map<String, Double> scores = new LinkedHashMap<>();
    labels.forEach(label -> scores.put(label, 1.0 / labels.size()));
    return new Answer(null, scores, null, new Uncertainty(0, 1), null);
  }

  private static double normalised(double entropy, int labels) {
    return Math.min(1, entropy / Math.log(labels));
  }
}

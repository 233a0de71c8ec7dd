package io.clozeline.heads.kind.classification;

import io.clozeline.events.Annotation.Uncertainty;
import io.clozeline.heads.answer.Answer;
import io.clozeline.heads.answer.Unlearned;
import io.clozeline.heads.answer.score.Certainty;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The likeliest label, and the probability of each. */
record LabelAnswer(String label, Map<String, Double> scores, Uncertainty uncertainty, String head)
    implements Answer {
  /** Out of log-probabilities, in the order of the labels. */
  static LabelAnswer of(List<String> labels, double[] logProbabilities, String head) {
    int best = 0;
    Map<String, Double> scores = new LinkedHashMap<>();
    for (int i = 0; i < logProbabilities.length; i++) {
      scores.put(labels.get(i), Math.exp(logProbabilities[i]));
      best = logProbabilities[i] > logProbabilities[best] ? i : best;
    }
    return new LabelAnswer(labels.get(best), scores, Certainty.of(logProbabilities), head);
  }

  /** Equal scores and no label: nobody has learned the task yet. */
  static LabelAnswer unlearned(List<String> labels) {
    Map<String, Double> scores = new LinkedHashMap<>();
    labels.forEach(label -> scores.put(label, 1.0 / labels.size()));
    return new LabelAnswer(null, scores, Unlearned.UNCERTAINTY, null);
  }
}

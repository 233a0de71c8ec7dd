package io.clozeline.heads.kind.multilabel;

import io.clozeline.bert.head.LinearHead;
import io.clozeline.events.Annotation.Uncertainty;
import io.clozeline.events.task.kind.multilabel.Multilabel;
import io.clozeline.heads.answer.Answer;
import io.clozeline.heads.answer.Answerer;
import io.clozeline.heads.answer.Question;
import io.clozeline.heads.answer.Unlearned;
import io.clozeline.heads.answer.score.LinearScores;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Answers with an independent probability for each label: the logistic of its logit, averaged over
 * the windows. The least sure label says how unsure the answer is (the minimum over the binary
 * decisions of Brinker 2006). A task whose head has not been trained yet gets one half for each
 * label, and no labels.
 */
public final class MultilabelAnswers implements Answerer {
  private static final double HALF = 0.5;

  @Override
  public Answer answer(Question question) {
    return question
        .trained()
        .map(head -> answer(question, head))
        .orElseGet(() -> unlearned(question.definition().labels()));
  }

  private static MultilabelAnswer answer(Question question, LinearHead head) {
    List<float[]> windows = LinearScores.ofSequences(question, head);
    List<String> labels = question.definition().labels();
    double threshold = Multilabel.threshold(question.definition());
    Map<String, Double> scores = new LinkedHashMap<>();
    List<String> given = new ArrayList<>();
    double margin = 1;
    double entropy = 0;
    for (int i = 0; i < labels.size(); i++) {
      int label = i;
      double logit = windows.stream().mapToDouble(w -> w[label]).average().orElseThrow();
      double probability = 1 / (1 + Math.exp(-logit));
      scores.put(labels.get(i), probability);
      if (probability >= threshold) {
        given.add(labels.get(i));
      }
      margin = Math.min(margin, Math.abs(2 * probability - 1));
      entropy = Math.max(entropy, entropy(probability));
    }
    return new MultilabelAnswer(
        given, scores, new Uncertainty(margin, entropy), question.adapter().digest());
  }

  /** Of yes or no, in bits. */
  private static double entropy(double probability) {
    return Math.min(1, bits(probability) + bits(1 - probability));
  }

  private static double bits(double probability) {
    return probability == 0 ? 0 : -probability * Math.log(probability) / Math.log(2);
  }

  private static MultilabelAnswer unlearned(List<String> labels) {
    Map<String, Double> scores = new LinkedHashMap<>();
    labels.forEach(label -> scores.put(label, HALF));
    return new MultilabelAnswer(null, scores, Unlearned.UNCERTAINTY, null);
  }
}

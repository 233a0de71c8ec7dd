package io.clozeline.heads.answer.label;

import io.clozeline.bert.head.Head;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.heads.answer.AdapterHead;
import io.clozeline.heads.answer.Answer;
import io.clozeline.heads.answer.Answerer;
import io.clozeline.heads.answer.Question;
import io.clozeline.heads.calibration.LabelPrior;
import io.clozeline.heads.calibration.Prior;
import io.clozeline.heads.calibration.Priors;

/**
 * Answers with probabilities over the task's labels: log-probabilities averaged over the text's
 * sequences, then calibrated where the base model answered a prompt. A task whose head has not been
 * trained yet gets equal scores and no label.
 */
public final class LabelAnswers implements Answerer {
  private final Priors priors;

  public LabelAnswers(Priors priors) {
    this.priors = priors;
  }

  @Override
  public Answer answer(Question question) {
    Head head = head(question);
    if (head == null) {
      return LabelScores.unknown(question.definition().labels());
    }
    double[] logProbabilities = logProbabilities(question, head);
    if (question.calibrated()) {
      logProbabilities = calibrate(question, logProbabilities);
    }
    String digest = question.task().verbalizer() == null ? question.adapter().digest() : null;
    return LabelScores.answer(question.definition().labels(), logProbabilities, digest);
  }

  /** The prompt's words, or else the adapter's classifier if it knows the task's labels. */
  private static Head head(Question question) {
    if (question.task().verbalizer() != null) {
      return question.task().verbalizer();
    }
    AdapterHead adapter = question.adapter();
    boolean fits = adapter != null && adapter.labels().equals(question.definition().labels());
    return fits ? adapter.classifier() : null;
  }

  private static double[] logProbabilities(Question question, Head head) {
    var each = question.vectors().map(v -> LogProbabilities.of(head.logits(v))).toList();
    if (each.isEmpty()) {
      throw new EventException(ErrorCode.MALFORMED_BINARY, "the encoding has no vector");
    }
    double[] mean = LogProbabilities.mean(each);
    for (double logProbability : mean) {
      if (!Double.isFinite(logProbability)) {
        throw new EventException(ErrorCode.MODEL_FAILURE, "a score is not a finite number");
      }
    }
    return LogProbabilities.of(
        mean); // where windows disagree, the mean alone sums to less than one
  }

  private double[] calibrate(Question question, double[] logProbabilities) {
    String task = question.text().task();
    String basis = question.text().taskVersion() + "@" + question.text().base();
    Prior known = priors.get(task);
    Prior before =
        known != null && known.basis().equals(basis)
            ? known
            : Prior.none(basis, logProbabilities.length);
    Prior after = LabelPrior.learn(before, logProbabilities);
    priors.put(task, after);
    return LogProbabilities.of(LabelPrior.subtract(after, logProbabilities));
  }
}

package io.clozeline.heads.kind.classification;

import io.clozeline.bert.head.LinearHead;
import io.clozeline.heads.answer.Answer;
import io.clozeline.heads.answer.Answerer;
import io.clozeline.heads.answer.Question;
import io.clozeline.heads.answer.score.LinearScores;
import io.clozeline.heads.answer.score.LogProbabilities;
import io.clozeline.heads.answer.score.PromptScores;
import java.util.List;

/**
 * Answers with probabilities over the task's labels: those of the prompt's words, or the mean
 * log-probabilities of a trained head over the windows. A task whose head has not been trained yet
 * gets equal scores and no label.
 */
public final class LabelAnswers implements Answerer {
  private final PromptScores prompts;

  public LabelAnswers(PromptScores prompts) {
    this.prompts = prompts;
  }

  @Override
  public Answer answer(Question question) {
    List<String> labels = question.definition().labels();
    if (question.definition().prompted()) {
      return LabelAnswer.of(labels, prompts.of(question), null);
    }
    return question
        .trained()
        .map(head -> answer(question, head))
        .orElseGet(() -> LabelAnswer.unlearned(labels));
  }

  private static LabelAnswer answer(Question question, LinearHead head) {
    List<double[]> each =
        LinearScores.ofSequences(question, head).stream().map(LogProbabilities::of).toList();
    return LabelAnswer.of(
        question.definition().labels(), LogProbabilities.mean(each), question.adapter().digest());
  }
}

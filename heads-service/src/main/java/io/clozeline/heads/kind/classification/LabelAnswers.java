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
 * Answers with probabilities over the task's labels: the mean log-probabilities of a trained head
 * over windows and patterns, or else those of the prompt's words. A task whose head has not been
 * trained yet gets equal scores and no label.
 */
public final class LabelAnswers implements Answerer {
  private final PromptScores prompts;

  public LabelAnswers(PromptScores prompts) {
    this.prompts = prompts;
  }

  @Override
  public Answer answer(Question question) {
    return question
        .trained()
        .map(head -> answer(question, head))
        .orElseGet(() -> untrained(question));
  }

  private LabelAnswer untrained(Question question) {
    List<String> labels = question.definition().labels();
    return question.definition().prompted()
        ? LabelAnswer.of(labels, prompts.of(question), null)
        : LabelAnswer.unlearned(labels);
  }

  private static LabelAnswer answer(Question question, LinearHead head) {
    List<double[]> each =
        LinearScores.ofSequences(question, head).stream().map(LogProbabilities::of).toList();
    return LabelAnswer.of(
        question.definition().labels(), LogProbabilities.mean(each), question.adapter().digest());
  }
}

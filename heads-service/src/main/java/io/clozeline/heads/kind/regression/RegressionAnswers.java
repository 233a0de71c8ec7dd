package io.clozeline.heads.kind.regression;

import io.clozeline.bert.head.LinearHead;
import io.clozeline.events.task.TaskDefinition;
import io.clozeline.events.task.kind.regression.Regression;
import io.clozeline.heads.answer.Answer;
import io.clozeline.heads.answer.Answerer;
import io.clozeline.heads.answer.Question;
import io.clozeline.heads.answer.Unlearned;
import io.clozeline.heads.answer.score.Certainty;
import io.clozeline.heads.answer.score.LinearScores;
import io.clozeline.heads.answer.score.PromptScores;

/**
 * Answers with a share of the range: that of the prompt's words for its upper end beside those for
 * its lower end (Gao et al. 2021, section 4), or the output of a trained head, averaged over the
 * windows. A task whose head has not been trained yet gets no number.
 *
 * <p>The words also say how unsure the answer is, by their two probabilities: a text in the middle
 * of the range looks like one that nobody can tell. A head's one output says nothing of the kind.
 */
public final class RegressionAnswers implements Answerer {
  private static final int HIGH = 1;

  private final PromptScores prompts;

  public RegressionAnswers(PromptScores prompts) {
    this.prompts = prompts;
  }

  @Override
  public Answer answer(Question question) {
    TaskDefinition task = question.definition();
    if (task.prompted()) {
      double[] words = prompts.of(question);
      return new RegressionAnswer(within(task, Math.exp(words[HIGH])), Certainty.of(words), null);
    }
    return question
        .trained()
        .<Answer>map(
            head ->
                new RegressionAnswer(
                    within(task, share(question, head)), null, question.adapter().digest()))
        .orElseGet(Unlearned::new);
  }

  private static double share(Question question, LinearHead head) {
    return LinearScores.ofSequences(question, head).stream()
        .mapToDouble(outputs -> outputs[0])
        .average()
        .orElseThrow();
  }

  private static double within(TaskDefinition task, double share) {
    double clipped = Math.max(0, Math.min(1, share));
    return (1 - clipped) * Regression.min(task) + clipped * Regression.max(task);
  }
}

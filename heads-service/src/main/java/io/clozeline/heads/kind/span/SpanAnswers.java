package io.clozeline.heads.kind.span;

import io.clozeline.bert.head.LinearHead;
import io.clozeline.events.TextSpan;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.events.task.TaskDefinition;
import io.clozeline.events.task.kind.span.Span;
import io.clozeline.heads.answer.Answer;
import io.clozeline.heads.answer.Answerer;
import io.clozeline.heads.answer.Question;
import io.clozeline.heads.answer.Unlearned;
import io.clozeline.heads.answer.score.Certainty;
import io.clozeline.heads.answer.score.LogProbabilities;
import io.clozeline.heads.kind.span.Candidates.Candidate;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Answers with the likeliest parts of the passage. Their probabilities are the softmax over the
 * candidates' scores, with that of no answer among them where the task allows it; there is none
 * when its score exceeds the best answer's by more than the task's option {@code noAnswer}. How
 * unsure the answer is, the same probabilities say: the n-best margin and entropy of Settles and
 * Craven (2008). A task whose head has not been trained yet gets no spans at all.
 */
public final class SpanAnswers implements Answerer {
  @Override
  public Answer answer(Question question) {
    return question.trained().<Answer>map(head -> answer(question, head)).orElseGet(Unlearned::new);
  }

  private static SpanAnswer answer(Question question, LinearHead head) {
    TaskDefinition task = question.definition();
    List<Window> windows =
        question.text().sequences().stream().map(s -> Window.of(s, head)).toList();
    if (windows.isEmpty()) {
      throw new EventException(ErrorCode.MALFORMED_BINARY, "the encoding has no sequence");
    }
    List<Candidate> candidates = Candidates.of(windows, Span.longest(task));
    // The window that is least sure of it: elsewhere there is no answer for want of the passage.
    double none = windows.stream().mapToDouble(Window::none).min().orElseThrow();
    Double threshold = Span.noAnswer(task);
    double[] log = logProbabilities(candidates, none, threshold != null);
    boolean answered =
        !candidates.isEmpty()
            && (threshold == null || none - candidates.get(0).score() <= threshold);
    return new SpanAnswer(
        answered ? spans(candidates, log, Span.best(task)) : List.of(),
        Certainty.of(log),
        question.adapter().digest());
  }

  /** Of the candidates, and behind them of no answer where there may be none. */
  private static double[] logProbabilities(
      List<Candidate> candidates, double none, boolean mayBeNone) {
    boolean withNone = mayBeNone || candidates.isEmpty();
    double[] scores = new double[candidates.size() + (withNone ? 1 : 0)];
    IntStream.range(0, candidates.size()).forEach(i -> scores[i] = candidates.get(i).score());
    if (withNone) {
      scores[candidates.size()] = none;
    }
    return LogProbabilities.of(scores);
  }

  private static List<TextSpan> spans(List<Candidate> candidates, double[] log, int best) {
    return IntStream.range(0, Math.min(best, candidates.size()))
        .mapToObj(i -> span(candidates.get(i), Math.exp(log[i])))
        .toList();
  }

  private static TextSpan span(Candidate candidate, double probability) {
    return new TextSpan(candidate.part().start(), candidate.part().end(), null, probability);
  }
}

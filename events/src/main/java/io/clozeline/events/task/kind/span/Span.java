package io.clozeline.events.task.kind.span;

import io.clozeline.events.Annotation;
import io.clozeline.events.Feedback;
import io.clozeline.events.TextSpan;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.events.task.Options;
import io.clozeline.events.task.Spans;
import io.clozeline.events.task.TaskDefinition;
import io.clozeline.events.task.TaskKind;
import io.clozeline.events.task.Texts;
import io.clozeline.events.task.Windows;
import java.util.List;
import java.util.Map;

/**
 * The part of a passage, {@code textB}, that answers a question, {@code text} (Rajpurkar et al.
 * 2016; windows after Devlin et al. 2019). With the option {@code noAnswer} a passage may hold none
 * (Rajpurkar et al. 2018).
 */
public final class Span implements TaskKind {
  private static final String NO_ANSWER = "noAnswer";
  private static final String LONGEST = "longest";
  private static final String BEST = "best";
  private static final Windows WINDOWS = new Windows(32, 128, 384);

  @Override
  public String text() {
    return "span";
  }

  @Override
  public Texts texts() {
    return Texts.TWO;
  }

  @Override
  public List<String> answers() {
    return List.of("spans");
  }

  @Override
  public Windows windows(Windows written) {
    return WINDOWS.unless(written);
  }

  @Override
  public Map<String, Object> options(Options options) {
    options.integer(LONGEST, 30, 1, 512);
    options.integer(BEST, 3, 1, 20);
    options.optionalNumber(NO_ANSWER);
    return options.done();
  }

  /** Tokens of an answer at most. */
  public static int longest(TaskDefinition task) {
    return (int) task.number(LONGEST);
  }

  /** How many answers an annotation has at most. */
  public static int best(TaskDefinition task) {
    return (int) task.number(BEST);
  }

  /**
   * By how much the score of no answer must exceed the best answer's for there to be none; null
   * where there always is one.
   */
  public static Double noAnswer(TaskDefinition task) {
    return task.options().get(NO_ANSWER) instanceof Double threshold ? threshold : null;
  }

  @Override
  public List<String> outputs(List<String> labels) {
    return List.of("start", "end");
  }

  /**
   * How many characters the likeliest answer shares with the right one that is nearest to it, as
   * F1; where there is none to find, only none is right.
   */
  @Override
  public double agreement(Feedback right, Annotation said, TaskDefinition task) {
    List<TextSpan> spans = said.spans() == null ? List.of() : said.spans();
    if (right.spans().isEmpty() || spans.isEmpty()) {
      return right.spans().isEmpty() && spans.isEmpty() ? 1 : 0;
    }
    TextSpan best = spans.get(0);
    return right.spans().stream().mapToDouble(span -> Spans.overlap(span, best)).max().orElse(0);
  }

  @Override
  public void check(Feedback feedback, TaskDefinition task) {
    if (feedback.spans().isEmpty() && noAnswer(task) == null) {
      throw new EventException(
          ErrorCode.INVALID_FIELD,
          "there is no span: a task whose passages may hold no answer has the option noAnswer");
    }
    Spans.requireWithin(feedback.textB(), feedback.spans());
  }
}

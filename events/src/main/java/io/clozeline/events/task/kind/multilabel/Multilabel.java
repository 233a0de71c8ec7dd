package io.clozeline.events.task.kind.multilabel;

import io.clozeline.events.Annotation;
import io.clozeline.events.Feedback;
import io.clozeline.events.task.Labels;
import io.clozeline.events.task.Options;
import io.clozeline.events.task.Refusals;
import io.clozeline.events.task.TaskDefinition;
import io.clozeline.events.task.TaskKind;
import io.clozeline.events.task.Texts;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Any number of labels for a text or a pair, each by itself; none is an answer too. */
public final class Multilabel implements TaskKind {
  private static final String THRESHOLD = "threshold";

  @Override
  public String text() {
    return "multilabel";
  }

  @Override
  public Texts texts() {
    return Texts.ONE_OR_TWO;
  }

  @Override
  public List<String> answers() {
    return List.of("labels");
  }

  @Override
  public List<String> labels(List<String> written) {
    return Labels.require(written, 1);
  }

  @Override
  public Map<String, Object> options(Options options) {
    double threshold = options.number(THRESHOLD, 0.5);
    Refusals.refuseIf(
        !(threshold > 0 && threshold < 1),
        "the threshold is " + threshold + "; it lies between 0 and 1");
    return options.done();
  }

  /** The probability from which on a label is given. */
  public static double threshold(TaskDefinition task) {
    return task.number(THRESHOLD);
  }

  @Override
  public List<String> outputs(List<String> labels) {
    return labels;
  }

  @Override
  public void check(Feedback feedback, TaskDefinition task) {
    Labels.requireKnown(feedback.labels(), task);
  }

  /** The share of labels in common among all that either names (Godbole and Sarawagi 2004). */
  @Override
  public double agreement(Feedback right, Annotation said, TaskDefinition task) {
    Set<String> common = new HashSet<>(right.labels());
    Set<String> either = new HashSet<>(right.labels());
    List<String> labels = said.labels() == null ? List.of() : said.labels();
    common.retainAll(labels);
    either.addAll(labels);
    return either.isEmpty() ? 1 : (double) common.size() / either.size();
  }

  @Override
  public String slice(Feedback feedback) {
    return feedback.labels().isEmpty() ? "(none)" : feedback.labels().get(0);
  }
}

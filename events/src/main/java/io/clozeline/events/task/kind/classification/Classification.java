package io.clozeline.events.task.kind.classification;

import io.clozeline.events.Annotation;
import io.clozeline.events.Feedback;
import io.clozeline.events.task.Labels;
import io.clozeline.events.task.TaskDefinition;
import io.clozeline.events.task.TaskKind;
import io.clozeline.events.task.Texts;
import java.util.List;

/** One label for a text. */
public class Classification implements TaskKind {
  @Override
  public String text() {
    return "classification";
  }

  @Override
  public Texts texts() {
    return Texts.ONE;
  }

  @Override
  public List<String> answers() {
    return List.of("label");
  }

  @Override
  public List<String> labels(List<String> written) {
    return Labels.require(written, 2);
  }

  @Override
  public List<String> verbalized(List<String> labels) {
    return labels;
  }

  @Override
  public List<String> outputs(List<String> labels) {
    return labels;
  }

  @Override
  public void check(Feedback feedback, TaskDefinition task) {
    Labels.requireKnown(List.of(feedback.label()), task);
  }

  @Override
  public String slice(Feedback feedback) {
    return feedback.label();
  }

  @Override
  public double agreement(Feedback right, Annotation said, TaskDefinition task) {
    return right.label().equals(said.label()) ? 1 : 0;
  }

  @Override
  public boolean labelled() {
    return true;
  }
}

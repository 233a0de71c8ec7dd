package io.clozeline.deploy.evaluate.kind;

import io.clozeline.deploy.evaluate.kind.classification.ClassificationScoring;
import io.clozeline.deploy.evaluate.kind.cloze.ClozeScoring;
import io.clozeline.deploy.evaluate.kind.multilabel.MultilabelScoring;
import io.clozeline.deploy.evaluate.kind.regression.RegressionScoring;
import io.clozeline.deploy.evaluate.kind.span.SpanScoring;
import io.clozeline.deploy.evaluate.kind.tagging.TaggingScoring;
import io.clozeline.events.task.TaskKind;
import java.util.List;

/** Every kind that can be scored. */
public final class Scorings {
  private static final List<KindScoring> ALL =
      List.of(
          new ClassificationScoring("classification"),
          new ClassificationScoring("pair-classification"),
          new ClassificationScoring("next-sentence"),
          new MultilabelScoring(),
          new RegressionScoring(),
          new TaggingScoring(),
          new SpanScoring(),
          new ClozeScoring());

  private Scorings() {}

  /**
   * That of a kind.
   *
   * @throws IllegalArgumentException when the kind cannot be scored
   */
  public static KindScoring of(TaskKind kind) {
    return ALL.stream()
        .filter(scoring -> scoring.kind().equals(kind.text()))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("evaluate cannot score a " + kind.text() + " task"));
  }
}

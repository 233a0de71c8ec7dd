package io.clozeline.trainer.kind;

import io.clozeline.events.task.Task;
import io.clozeline.trainer.kind.cloze.ClozeTraining;
import io.clozeline.trainer.kind.label.LabelTraining;
import io.clozeline.trainer.kind.multilabel.MultilabelTraining;
import io.clozeline.trainer.kind.regression.RegressionTraining;
import io.clozeline.trainer.kind.span.SpanTraining;
import io.clozeline.trainer.kind.tagging.TaggingTraining;
import java.util.Map;

/** The kinds that can be learnt, by name. */
public final class KindTrainings {
  private static final KindTraining LABEL = new LabelTraining();

  private static final Map<String, KindTraining> ALL =
      Map.of(
          "classification", LABEL,
          "pair-classification", LABEL,
          "next-sentence", LABEL,
          "multilabel", new MultilabelTraining(),
          "regression", new RegressionTraining(),
          "tagging", new TaggingTraining(),
          "span", new SpanTraining(),
          "cloze", new ClozeTraining());

  private KindTrainings() {}

  /** That of the task's kind. */
  public static KindTraining of(Task task) {
    KindTraining training = ALL.get(task.definition().kind().text());
    if (training == null) {
      throw new IllegalStateException(
          "nobody has said how the kind " + task.definition().kind().text() + " is learnt");
    }
    return training;
  }
}

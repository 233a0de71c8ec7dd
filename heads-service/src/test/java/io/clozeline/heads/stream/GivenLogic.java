package io.clozeline.heads.stream;

import io.clozeline.events.Annotation;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.events.stage.StageLogic;
import io.clozeline.heads.answer.AdapterHead;
import io.clozeline.heads.answer.Annotator;
import io.clozeline.heads.answer.Given;
import io.clozeline.heads.answer.KnownTask;
import io.clozeline.heads.answer.TinyModel;
import io.clozeline.heads.answer.score.PromptScores;
import io.clozeline.heads.calibration.Priors;
import io.clozeline.heads.kind.classification.LabelAnswers;
import io.clozeline.heads.review.Reviewer;
import java.time.InstantSource;
import java.util.Map;

/** The service's logic over fixed tasks and one adapter. */
record GivenLogic(Map<String, KnownTask> tasks) {
  static final String ADAPTER = Given.identity("no", "yes").digest();

  /** One partition, by the clock on the wall. */
  static Reviewing reviewing() {
    return new Reviewing(() -> 1, InstantSource.system(), new HeardReviews());
  }

  StageLogic<Annotation> of(Priors priors, Reviewer reviewer) {
    return new HeadsLogic(
        TinyModel.INFO,
        this::task,
        GivenLogic::adapter,
        new Annotator(new LabelAnswers(new PromptScores(priors)), InstantSource.system()),
        reviewer,
        code -> {});
  }

  private KnownTask task(String name, String version) {
    KnownTask known = tasks.get(name);
    if (known == null || !known.task().version().equals(version)) {
      throw new EventException(ErrorCode.UNKNOWN_TASK, "none of the given");
    }
    return known;
  }

  private static AdapterHead adapter(String digest) {
    if (!digest.equals(ADAPTER)) {
      throw new EventException(ErrorCode.ADAPTER_MISSING, "not the given");
    }
    return Given.identity("no", "yes");
  }
}

package io.clozeline.heads.stream;

import io.clozeline.events.Annotation;
import io.clozeline.events.stage.StageLogic;
import io.clozeline.heads.calibration.Priors;
import io.clozeline.heads.review.Reviewer;

/** Makes the logic of a partition. */
@FunctionalInterface
public interface PartitionLogic {
  /** The logic of the partition that has these priors and this reviewer. */
  StageLogic<Annotation> of(Priors priors, Reviewer reviewer);
}

package io.clozeline.heads.stream;

import io.clozeline.events.Annotation;
import io.clozeline.events.stage.StageListener;
import io.clozeline.events.stage.StageLogic;
import io.clozeline.events.stage.StageTopology;
import io.clozeline.events.topic.Topics;
import io.clozeline.heads.calibration.Priors;
import java.util.function.Function;
import org.apache.kafka.streams.Topology;

/** Encodings in, annotations or dead letters out, with a store of label priors on the way. */
public final class HeadsTopology {
  static final String STAGE = "heads";

  private HeadsTopology() {}

  /**
   * Wires the service.
   *
   * @param logic of one partition, which keeps its own priors
   */
  public static Topology build(
      Function<Priors, StageLogic<Annotation>> logic, StageListener listener) {
    return StageTopology.add(
            new Topology(),
            STAGE,
            Topics.ENCODINGS,
            Topics.ANNOTATIONS,
            () -> new CalibratedStage(logic, listener))
        .addStateStore(StoredPriors.builder(), STAGE);
  }
}

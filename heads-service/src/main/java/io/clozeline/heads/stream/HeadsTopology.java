package io.clozeline.heads.stream;

import io.clozeline.events.stage.StageListener;
import io.clozeline.events.stage.StageTopology;
import io.clozeline.events.topic.Topics;
import org.apache.kafka.streams.Topology;

/**
 * Encodings in, annotations or dead letters out, and beside an annotation a review where people are
 * asked about it, and what a challenger would have answered where one rides along; with stores of
 * label priors and of what the reviews are chosen by.
 */
public final class HeadsTopology {
  static final String STAGE = "heads";

  private HeadsTopology() {}

  /**
   * Wires the service.
   *
   * @param logic of one partition, which keeps its own priors and reviews
   */
  public static Topology build(PartitionLogic logic, Reviewing reviewing, StageListener listener) {
    var topology =
        StageTopology.add(
            new Topology(),
            STAGE,
            Topics.ENCODINGS,
            Topics.ANNOTATIONS,
            () -> new PartitionStage(logic, reviewing, listener));
    StageTopology.beside(topology, STAGE, Topics.SHADOWS);
    return StageTopology.beside(topology, STAGE, Topics.REVIEW)
        .addStateStore(StoredPriors.builder(), STAGE)
        .addStateStore(StoredReviews.builder(), STAGE);
  }
}

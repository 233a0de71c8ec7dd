package io.clozeline.trainer.trial;

import io.clozeline.events.stage.RecordTime;
import io.clozeline.events.task.Task;
import io.clozeline.events.topic.Topic;
import io.clozeline.events.topic.Topics;
import java.time.Duration;
import java.util.function.Function;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;

/**
 * Annotations, what challengers would have answered, and feedback in, trials out. All come under
 * the document's id from the same number of partitions, so what belongs together meets in one task
 * of Kafka Streams.
 */
public final class TrialTopology {
  /** The stores' names. */
  static final String SERVED = "served";

  static final String EARLY = "early-labels";

  private static final String ANNOTATIONS = "trial-annotations";
  private static final String SHADOWS = "trial-shadows";
  private static final String FEEDBACK = "trial-feedback";

  /** How far apart the two topics are read at most. */
  private static final Duration EARLY_KEPT = Duration.ofHours(1);

  private TrialTopology() {}

  /**
   * Adds the join.
   *
   * @param keep for how long a label finds the answer that was served
   * @param tasks null for a task that is not defined
   */
  public static Topology add(
      Topology topology, Duration keep, Function<String, Task> tasks, TrialListener listener) {
    source(topology, Topics.ANNOTATIONS, ANNOTATIONS);
    source(topology, Topics.SHADOWS, SHADOWS);
    source(topology, Topics.FEEDBACK, FEEDBACK);
    Duration early = keep.compareTo(EARLY_KEPT) < 0 ? keep : EARLY_KEPT;
    topology.addProcessor(
        ANNOTATIONS,
        () -> new TrialProcessor(keep, early, tasks, listener, Trials::annotation),
        ANNOTATIONS + "-source");
    topology.addProcessor(
        SHADOWS,
        () -> new TrialProcessor(keep, early, tasks, listener, Trials::shadow),
        SHADOWS + "-source");
    topology.addProcessor(
        FEEDBACK,
        () -> new TrialProcessor(keep, early, tasks, listener, Trials::feedback),
        FEEDBACK + "-source");
    topology.addStateStore(TimedRecords.builder(SERVED, keep), ANNOTATIONS, SHADOWS, FEEDBACK);
    topology.addStateStore(TimedRecords.builder(EARLY, early), ANNOTATIONS, SHADOWS, FEEDBACK);
    return topology.addSink(
        "trials",
        Topics.TRIALS.name(),
        new ByteArraySerializer(),
        new ByteArraySerializer(),
        ANNOTATIONS,
        SHADOWS,
        FEEDBACK);
  }

  private static void source(Topology topology, Topic<?> topic, String name) {
    topology.addSource(
        AutoOffsetReset.earliest(),
        name + "-source",
        new RecordTime(),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer(),
        topic.name());
  }
}

package io.clozeline.tokenizer.topology;

import io.clozeline.events.codec.BinaryCodec;
import io.clozeline.events.stage.RecordTime;
import io.clozeline.events.stage.Stage;
import io.clozeline.events.stage.StageListener;
import io.clozeline.events.stage.StageTopology;
import io.clozeline.events.topic.Topics;
import io.clozeline.tokenizer.document.Documents;
import io.clozeline.tokenizer.feedback.FeedbackLogic;
import io.clozeline.tokenizer.guard.KeptTask;
import io.clozeline.tokenizer.guard.TaskGuard;
import io.clozeline.tokenizer.text.TextLogic;
import java.util.function.Function;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/** The service's stages: texts to tokens, feedback to examples, and the guard of the tasks. */
public final class TokenizerTopology {
  /** The stage of the main line, as it is named in dead letters and metrics. */
  public static final String TEXTS = "tokenizer";

  /** The stage that makes examples. */
  public static final String FEEDBACK = "tokenizer-feedback";

  /** The stage that guards the task definitions. */
  public static final String TASKS = "tokenizer-tasks";

  static final String KEPT_TASKS = "kept-tasks";
  static final String TASKS_RESTORED = TASKS + "-restored";
  static final String TASKS_DEAD_LETTERS = TASKS + Stage.DEAD_LETTERS;

  private TokenizerTopology() {}

  /**
   * Wires the stages.
   *
   * @param feedback makes the logic of one partition from the documents that it remembers
   * @param memory null to remember none
   * @param listeners gives each stage, by its name, who hears what became of its records
   */
  public static Topology build(
      TextLogic texts,
      Function<Documents, FeedbackLogic> feedback,
      DocumentMemory memory,
      TaskGuard guard,
      Function<String, StageListener> listeners) {
    var topology = new Topology();
    StageTopology.add(
        topology,
        TEXTS,
        Topics.TEXTS,
        Topics.TOKENS,
        () -> {
          var stage = new Stage<>(TEXTS, texts, Topics.TOKENS, listeners.apply(TEXTS));
          return memory == null ? stage : memory.remembering(stage);
        });
    StageTopology.add(
        topology,
        FEEDBACK,
        Topics.FEEDBACK,
        Topics.EXAMPLES,
        new TaskPartitioner(),
        () ->
            new FeedbackStage(
                feedback,
                memory,
                logic -> new Stage<>(FEEDBACK, logic, Topics.EXAMPLES, listeners.apply(FEEDBACK))));
    if (memory != null) {
      topology.addStateStore(memory.store(), TEXTS, FEEDBACK);
    }
    return addGuard(topology, guard, listeners.apply(TASKS));
  }

  /**
   * The store is persistent, which also gives the service the same transactional id after a crash
   * (a stateless application gets a random one, and its open transaction would block readers until
   * it times out).
   */
  private static Topology addGuard(Topology topology, TaskGuard guard, StageListener listener) {
    var read = new ByteArrayDeserializer();
    var write = new ByteArraySerializer();
    String tasks = Topics.TASKS.name();
    return topology
        .addSource(
            AutoOffsetReset.earliest(), TASKS + "-source", new RecordTime(), read, read, tasks)
        .addProcessor(TASKS, () -> new TaskGuardProcessor(guard, listener), TASKS + "-source")
        .addStateStore(
            Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(KEPT_TASKS),
                Serdes.String(),
                BinaryCodec.of(KeptTask.class).serde()),
            TASKS)
        .addSink(TASKS_RESTORED, tasks, write, write, TASKS)
        .addSink(TASKS_DEAD_LETTERS, Topics.TASKS.deadLetters(), write, write, TASKS);
  }
}

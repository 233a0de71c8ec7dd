package io.clozeline.events.stage;

import io.clozeline.events.topic.Topic;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.api.Processor;

/**
 * Wires a {@link Stage} between its topics: source, stage, values and dead letters, named after the
 * stage.
 */
public final class StageTopology {
  private StageTopology() {}

  /** Adds the stage {@code name}, which gives bytes, from {@code in} to {@code out}. */
  public static Topology add(
      Topology topology,
      String name,
      Topic<?> in,
      Topic<?> out,
      Supplier<? extends Processor<byte[], byte[], byte[], Object>> stage) {
    return add(topology, name, in, out, null, stage);
  }

  /** The same, with the partition of each value chosen by {@code partitioner}. */
  public static Topology add(
      Topology topology,
      String name,
      Topic<?> in,
      Topic<?> out,
      StreamPartitioner<byte[], byte[]> partitioner,
      Supplier<? extends Processor<byte[], byte[], byte[], Object>> stage) {
    String source = name + "-source";
    var bytes = new ByteArrayDeserializer();
    topology.addSource(
        AutoOffsetReset.earliest(), source, new RecordTime(), bytes, bytes, in.name());
    topology.addProcessor(name, stage::get, source);
    topology.addSink(
        name + Stage.VALUES,
        out.name(),
        new ByteArraySerializer(),
        new ByteArraySerializer(),
        partitioner,
        name);
    topology.addSink(
        name + Stage.DEAD_LETTERS,
        in.deadLetters(),
        new ByteArraySerializer(),
        new ByteArraySerializer(),
        name);
    return topology;
  }

  /** Adds a sink for what the stage {@code name} says beside its values on {@code topic}. */
  public static Topology beside(Topology topology, String name, Topic<?> topic) {
    return topology.addSink(
        Stage.beside(name, topic),
        topic.name(),
        new ByteArraySerializer(),
        new ByteArraySerializer(),
        name);
  }
}

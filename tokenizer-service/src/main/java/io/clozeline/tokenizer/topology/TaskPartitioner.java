package io.clozeline.tokenizer.topology;

import io.clozeline.events.Example;
import io.clozeline.events.topic.Topic;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** All examples of a task in one partition, so that they are in one order. */
final class TaskPartitioner implements StreamPartitioner<byte[], byte[]> {
  @Override
  public Optional<Set<Integer>> partitions(String topic, byte[] key, byte[] value, int partitions) {
    return Optional.of(Set.of(Example.partition(Example.taskOf(Topic.key(key)), partitions)));
  }
}

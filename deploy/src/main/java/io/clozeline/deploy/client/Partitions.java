package io.clozeline.deploy.client;

import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** The partitions of a reader that is in no group. */
public final class Partitions {
  private Partitions() {}

  /** Has {@code consumer} read all of {@code partitions}, and returns them. */
  public static List<TopicPartition> assign(
      Consumer<?, ?> consumer, Stream<PartitionInfo> partitions) {
    List<TopicPartition> assigned =
        partitions.map(p -> new TopicPartition(p.topic(), p.partition())).toList();
    consumer.assign(assigned);
    return assigned;
  }
}

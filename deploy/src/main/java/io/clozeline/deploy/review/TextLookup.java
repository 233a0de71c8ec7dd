package io.clozeline.deploy.review;

import io.clozeline.events.Text;
import io.clozeline.events.error.EventException;
import io.clozeline.events.topic.Topics;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds the text that a record further down the chain was made of: every stage hands on its key and
 * its timestamp, and usually its partition.
 */
final class TextLookup {
  private static final Duration POLL = Duration.ofMillis(500);

  /** So many records of a later time may stand before it: clients' clocks differ. */
  private static final int LOOKED_AT = 500;

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;

  /** Reads with {@code consumer}, which is in no group. */
  TextLookup(KafkaConsumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
    this.partitions =
        consumer.listTopics().getOrDefault(Topics.TEXTS.name(), List.of()).stream()
            .map(p -> new TopicPartition(p.topic(), p.partition()))
            .toList();
  }

  /** The text; empty where it is gone, or its topic keeps times of its own. */
  Optional<Text> find(ConsumerRecord<byte[], byte[]> made) {
    Comparator<TopicPartition> likeliestFirst =
        Comparator.comparing(each -> each.partition() != made.partition());
    return partitions.stream()
        .sorted(likeliestFirst)
        .flatMap(partition -> find(partition, made).stream())
        .findFirst();
  }

  private Optional<Text> find(TopicPartition partition, ConsumerRecord<byte[], byte[]> made) {
    var from = consumer.offsetsForTimes(Map.of(partition, made.timestamp())).get(partition);
    if (from == null) {
      return Optional.empty();
    }
    consumer.assign(List.of(partition));
    consumer.seek(partition, from.offset());
    long end =
        Math.min(consumer.endOffsets(List.of(partition)).get(partition), from.offset() + LOOKED_AT);
    while (consumer.position(partition) < end) {
      for (var record : consumer.poll(POLL)) {
        if (record.timestamp() == made.timestamp() && Arrays.equals(record.key(), made.key())) {
          return read(record.value());
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Text> read(byte[] value) {
    try {
      return Optional.of(Topics.TEXTS.codec().decode(value));
    } catch (EventException unreadable) {
      return Optional.empty();
    }
  }
}

package io.clozeline.deploy.client;

import io.clozeline.events.error.DeadLetter;
import io.clozeline.events.topic.Topic;
import io.clozeline.events.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Follows annotations and dead letters from the moment it is opened, and hands each to a listener,
 * on one thread.
 */
final class Replies implements Subscription {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final List<Topic<?>> MAIN_LINE =
      List.of(Topics.TEXTS, Topics.TOKENS, Topics.ENCODINGS);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Consumer<Reply> listener;
  private final Thread thread;
  private volatile boolean closed;

  Replies(Map<String, Object> clientConfig, Consumer<Reply> listener) {
    var config = new HashMap<>(clientConfig);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
    this.listener = listener;
    this.consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions = partitions();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position); // from here on, nothing that is sent later is missed
    this.thread = new Thread(this::run, "replies");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    closed = true;
    consumer.wakeup();
    try {
      thread.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<TopicPartition> partitions() {
    return java.util.stream.Stream.concat(
            java.util.stream.Stream.of(Topics.ANNOTATIONS.name()),
            MAIN_LINE.stream().map(Topic::deadLetters))
        .flatMap(topic -> consumer.partitionsFor(topic).stream())
        .map(p -> new TopicPartition(p.topic(), p.partition()))
        .toList();
  }

  private void run() {
    try (consumer) {
      while (!closed) {
        consumer.poll(POLL).forEach(record -> listener.accept(reply(record)));
      }
    } catch (WakeupException closing) {
      // close() woke the poll
    }
  }

  private static Reply reply(ConsumerRecord<byte[], byte[]> record) {
    String id = Topic.key(record.key());
    if (record.topic().equals(Topics.ANNOTATIONS.name())) {
      var annotation = Topics.ANNOTATIONS.codec().decode(record.value());
      return new Reply.Annotated(id, annotation, System.nanoTime());
    }
    return new Reply.Refused(id, DeadLetter.of(record), System.nanoTime());
  }
}

package io.clozeline.deploy.chaos;

import io.clozeline.events.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Sees when committed annotations come, on a thread of its own, also while the broker is away. */
final class Watch implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(50);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Thread thread = new Thread(this::run, "chaos-watch");
  private final List<Awaited> awaited = new ArrayList<>();
  private volatile boolean closed;
  private long newest;
  private int count;

  private record Awaited(long timestamp, CompletableFuture<Long> first) {}

  Watch(String bootstrap) {
    var bytes = new ByteArrayDeserializer();
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrap,
                "isolation.level",
                "read_committed",
                "enable.auto.commit",
                false,
                "auto.offset.reset",
                "earliest",
                "fetch.max.wait.ms",
                20,
                "reconnect.backoff.max.ms",
                100),
            bytes,
            bytes);
    List<TopicPartition> partitions =
        consumer.partitionsFor(Topics.ANNOTATIONS.name()).stream()
            .map(p -> new TopicPartition(p.topic(), p.partition()))
            .toList();
    consumer.assign(partitions);
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Completes with the first annotation of a text that is newer than {@code timestamp}: when it was
   * seen, as {@link System#nanoTime()}.
   */
  synchronized CompletableFuture<Long> firstNewer(long timestamp) {
    var first = new CompletableFuture<Long>();
    if (newest > timestamp) {
      first.complete(System.nanoTime());
    } else {
      awaited.add(new Awaited(timestamp, first));
    }
    return first;
  }

  /** Annotations seen so far. */
  synchronized int count() {
    return count;
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

  private void run() {
    try (consumer) {
      while (!closed) {
        poll();
      }
    } catch (WakeupException closing) {
      // close() woke the poll
    }
  }

  private void poll() {
    try {
      var records = consumer.poll(POLL);
      if (!records.isEmpty()) {
        records.forEach(record -> seen(record.timestamp()));
      }
    } catch (WakeupException closing) {
      throw closing;
    } catch (KafkaException away) {
      // the broker is one of those that are killed; the next poll finds it again
    }
  }

  private synchronized void seen(long timestamp) {
    count++;
    newest = Math.max(newest, timestamp);
    awaited.removeIf(
        each -> timestamp > each.timestamp() && each.first().complete(System.nanoTime()));
  }
}

package io.clozeline.deploy.chaos;

import io.clozeline.deploy.client.Partitions;
import io.clozeline.events.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Sees when committed annotations come, on a thread of its own, also while the broker is away. */
final class Watch implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(50);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Thread thread = new Thread(this::run, "chaos-watch");
  private final List<Awaited> awaited = new ArrayList<>();
  private final Map<Integer, Long> newest = new HashMap<>();
  private volatile boolean closed;
  private int count;

  private record Awaited(long timestamp, CompletableFuture<Long> flows) {}

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
    Partitions.assign(consumer, consumer.partitionsFor(Topics.ANNOTATIONS.name()).stream());
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Completes once every partition that had annotations has one of a text that is newer than {@code
   * timestamp}: with the time of the last, as {@link System#nanoTime()}.
   */
  synchronized CompletableFuture<Long> newer(long timestamp) {
    var flows = new CompletableFuture<Long>();
    awaited.add(new Awaited(timestamp, flows));
    return flows;
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
        records.forEach(record -> seen(record.partition(), record.timestamp()));
      }
    } catch (WakeupException closing) {
      throw closing;
    } catch (KafkaException away) {
      // the broker is one of those that are killed; the next poll finds it again
    }
  }

  private synchronized void seen(int partition, long timestamp) {
    count++;
    newest.merge(partition, timestamp, Math::max);
    awaited.removeIf(
        each ->
            newest.values().stream().allMatch(time -> time > each.timestamp())
                && each.flows().complete(System.nanoTime()));
  }
}

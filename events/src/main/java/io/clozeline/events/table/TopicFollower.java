package io.clozeline.events.table;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads all of a topic from its first record, commits nothing, and knows when it has read up to a
 * moment.
 */
final class TopicFollower implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration RETRY = Duration.ofMillis(500);

  /** Done when every partition has been read up to its end at the time of asking. */
  private record Target(Map<TopicPartition, Long> ends, CompletableFuture<Void> done) {}

  private final String topic;
  private final Map<String, Object> config;
  private final Consumer<ConsumerRecord<byte[], byte[]>> apply;
  private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();
  private final Queue<CompletableFuture<Void>> asked = new ConcurrentLinkedQueue<>();
  private final List<Target> targets = new ArrayList<>();
  private final Thread thread;
  private volatile boolean closed;
  private volatile boolean failed;
  private volatile KafkaConsumer<byte[], byte[]> consumer;

  TopicFollower(
      String topic, Map<String, Object> config, Consumer<ConsumerRecord<byte[], byte[]>> apply) {
    this.topic = topic;
    this.apply = apply;
    this.config = config;
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.remove(ConsumerConfig.GROUP_ID_CONFIG);
    config.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    this.thread = new Thread(this::run, "follow-" + topic);
    thread.setDaemon(true);
  }

  void start() {
    asked.add(caughtUp);
    thread.start();
  }

  boolean caughtUp() {
    return caughtUp.isDone() && !caughtUp.isCompletedExceptionally();
  }

  boolean failed() {
    return failed;
  }

  CompletableFuture<Void> caughtUpFuture() {
    return caughtUp;
  }

  /** Done when everything that stands in the topic now has been applied. */
  CompletableFuture<Void> current() {
    var future = new CompletableFuture<Void>();
    asked.add(future);
    var running = consumer;
    if (running != null) {
      running.wakeup();
    }
    return future;
  }

  @Override
  public void close() {
    closed = true;
    var running = consumer;
    if (running != null) {
      running.wakeup();
    }
    try {
      thread.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    var bytes = new ByteArrayDeserializer();
    try (var opened = new KafkaConsumer<>(config, bytes, bytes)) {
      consumer = opened;
      boolean assigned = false;
      while (!closed) {
        try {
          assigned = assigned || assign(opened);
          if (assigned) {
            step(opened);
          }
        } catch (WakeupException asking) {
          // somebody asked, or this is being closed: the loop looks at both
        } catch (RetriableException e) {
          LOG.warn("Reading a topic failed, trying again: topic={}", topic, e);
          pause();
        }
      }
    } catch (RuntimeException e) {
      if (!closed) {
        LOG.error("Following a topic ended, its table is stale from here: topic={}", topic, e);
        failed = true;
        caughtUp.completeExceptionally(e);
      }
    }
  }

  private boolean assign(KafkaConsumer<byte[], byte[]> consumer) {
    var partitions =
        consumer.partitionsFor(topic, Duration.ofSeconds(10)).stream()
            .map(p -> new TopicPartition(p.topic(), p.partition()))
            .toList();
    if (partitions.isEmpty()) {
      LOG.warn("Waiting for a topic to be created: topic={}", topic);
      pause();
      return false;
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return true;
  }

  private void step(KafkaConsumer<byte[], byte[]> consumer) {
    for (var future = asked.peek(); future != null; future = asked.peek()) {
      targets.add(new Target(consumer.endOffsets(consumer.assignment()), future));
      asked.poll();
    }
    targets.removeIf(target -> reached(consumer, target)); // often there is nothing left to read
    consumer.poll(targets.isEmpty() ? POLL : Duration.ofMillis(20)).forEach(apply);
    targets.removeIf(target -> reached(consumer, target));
  }

  private static boolean reached(KafkaConsumer<byte[], byte[]> consumer, Target target) {
    boolean reached =
        target.ends().entrySet().stream()
            .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    if (reached) {
      target.done().complete(null);
    }
    return reached;
  }

  private static void pause() {
    try {
      Thread.sleep(RETRY.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package io.clozeline.events.table;

import io.clozeline.events.topic.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads all of a topic from its first record, or the newest part of it, commits nothing, and knows
 * when it has read up to a moment. It waits for a topic that is not there yet, and for a broker
 * that is away; a fault of what it hands the records to ends it. Who needs all values at once
 * follows by a {@link CompactedTable}; this is for those who keep a part of them.
 */
public final class TopicFollower implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);
  private static final Duration IDLE_POLL = Duration.ofMillis(250);
  private static final Duration AWAITED_POLL = Duration.ofMillis(20);

  /** A fetch that comes amid a transaction is not woken by its end: the next one reads it. */
  private static final int FETCH_WAIT_MILLIS = 200;

  /** What a fetch brings waits on the heap. A larger record comes all the same, alone. */
  private static final int FETCH_BYTES = 4 * 1024 * 1024;

  private static final Duration METADATA = Duration.ofSeconds(10);
  private static final Duration RETRY = Duration.ofMillis(500);
  private static final Duration END = Duration.ofSeconds(5);

  private final String topic;
  private final Map<String, Object> config;
  private final Consumer<ConsumerRecord<byte[], byte[]>> apply;
  private final long newest;
  private final ReadMarks marks = new ReadMarks();
  private final CompletableFuture<Void> caughtUp = marks.ask();
  private final Thread thread;
  private boolean assigned;
  private boolean waiting;
  private volatile boolean again;
  private volatile boolean closed;
  private volatile boolean failed;
  private volatile KafkaConsumer<byte[], byte[]> consumer;

  TopicFollower(
      String topic,
      long newest,
      Map<String, Object> config,
      Consumer<ConsumerRecord<byte[], byte[]>> apply) {
    this.topic = topic;
    this.apply = apply;
    this.newest = newest;
    this.config = config;
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MILLIS);
    config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
    config.remove(ConsumerConfig.GROUP_ID_CONFIG);
    config.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    this.thread = new Thread(this::run, "follow-" + topic);
    thread.setDaemon(true);
  }

  /**
   * Starts to follow {@code topic} where so many offsets of each partition are left, and goes back
   * no further {@linkplain #again() either}.
   *
   * @param newest how many offsets of each partition, {@link Long#MAX_VALUE} for all of them
   * @param clientConfig bootstrap servers and security; the rest is set here
   * @param apply hears of every committed record, in the topic's order, on a thread of its own
   */
  static TopicFollower follow(
      Topic<?> topic,
      long newest,
      Map<String, Object> clientConfig,
      Consumer<ConsumerRecord<byte[], byte[]>> apply) {
    var follower = new TopicFollower(topic.name(), newest, new HashMap<>(clientConfig), apply);
    follower.start();
    return follower;
  }

  void start() {
    thread.start();
  }

  boolean caughtUp() {
    return caughtUp.isDone() && !caughtUp.isCompletedExceptionally();
  }

  /** Whether following ended by a fault: what comes to the topic from there on is not heard of. */
  public boolean failed() {
    return failed;
  }

  CompletableFuture<Void> caughtUpFuture() {
    return caughtUp;
  }

  /**
   * Reads everything again from the first record on. A promise that was given before is kept when
   * this has come to where it would have been.
   */
  public void again() {
    again = true;
    wakeUp();
  }

  /** Done when everything that stands in the topic now has been applied. */
  public CompletableFuture<Void> current() {
    var future = marks.ask();
    wakeUp();
    return future;
  }

  @Override
  public void close() {
    closed = true;
    wakeUp();
    try {
      thread.join(END.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void wakeUp() {
    var running = consumer;
    if (running != null) {
      running.wakeup();
    }
  }

  private void run() {
    Throwable end = new IllegalStateException("following " + topic + " was ended");
    var bytes = new ByteArrayDeserializer();
    try (var opened = new KafkaConsumer<>(config, bytes, bytes)) {
      consumer = opened;
      while (!closed) {
        read(opened).forEach(apply);
      }
    } catch (RuntimeException | Error fault) {
      if (!closed) {
        LOG.error("Following a topic ended, its table is stale from here: topic={}", topic, fault);
        failed = true;
        end = fault;
      }
    } finally {
      marks.end(end);
    }
  }

  /** Only what Kafka throws is tried again: records that have been read must all be applied. */
  private ConsumerRecords<byte[], byte[]> read(KafkaConsumer<byte[], byte[]> consumer) {
    try {
      assigned = assigned || assign(consumer);
      if (assigned) {
        marks.set(consumer);
        goBack(consumer); // behind the marks: who went back first and asked then, waits for both
        return consumer.poll(marks.settle(consumer) ? AWAITED_POLL : IDLE_POLL);
      }
      pause();
    } catch (WakeupException asking) {
      // somebody asked, or this is being closed: the loop looks at both
    } catch (RetriableException e) {
      LOG.warn("Reading a topic failed, trying again: topic={}", topic, e);
      pause();
    }
    return ConsumerRecords.empty();
  }

  private void goBack(KafkaConsumer<byte[], byte[]> consumer) {
    if (again) {
      again = false;
      seek(consumer);
    }
  }

  private boolean assign(KafkaConsumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic, METADATA).stream()
            .map(p -> new TopicPartition(p.topic(), p.partition()))
            .toList();
    if (partitions.isEmpty()) {
      if (!waiting) {
        LOG.warn("Waiting for a topic to be created: topic={}", topic);
      }
      waiting = true;
      return false;
    }
    consumer.assign(partitions);
    seek(consumer);
    return true;
  }

  private void seek(KafkaConsumer<byte[], byte[]> consumer) {
    consumer.seekToBeginning(consumer.assignment());
    if (newest == Long.MAX_VALUE) {
      return;
    }
    var first = consumer.beginningOffsets(consumer.assignment());
    consumer
        .endOffsets(consumer.assignment())
        .forEach((part, end) -> consumer.seek(part, Math.max(first.get(part), end - newest)));
  }

  private static void pause() {
    try {
      Thread.sleep(RETRY.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package io.clozeline.deploy.client;

import io.clozeline.events.Control;
import io.clozeline.events.Decision;
import io.clozeline.events.Evaluation;
import io.clozeline.events.Feedback;
import io.clozeline.events.Limits;
import io.clozeline.events.Release;
import io.clozeline.events.Text;
import io.clozeline.events.table.CompactedTable;
import io.clozeline.events.task.TaskDefinition;
import io.clozeline.events.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A connection to a running chain. Sends may come from any thread. */
public final class ChainClient implements AutoCloseable {
  /**
   * A producer's settings that keep its first records from being held up. A broker that has just
   * started may refuse a partition's first batch and take the second; from then on the first, sent
   * again, is out of sequence, until its delivery times out.
   */
  public static final Map<String, Object> ONE_AFTER_THE_OTHER =
      Map.of("max.in.flight.requests.per.connection", 1);

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final long POLL_MILLIS = 50;

  private final Map<String, Object> config;
  private final Producer<byte[], byte[]> producer;

  private ChainClient(Map<String, Object> config) {
    this.config = config;
    this.producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Connects to the broker at {@code bootstrap}, for example {@code 127.0.0.1:19092}. */
  public static ChainClient connect(String bootstrap) {
    return connect(Map.of("bootstrap.servers", bootstrap));
  }

  /** Connects with a Kafka client's settings: where the broker is, and how to log in. */
  public static ChainClient connect(Map<String, Object> kafka) {
    Map<String, Object> config = new HashMap<>(kafka);
    config.putAll(ONE_AFTER_THE_OTHER);
    config.putAll(
        Map.of(
            "max.request.size",
            Limits.RECORD_BYTES,
            "max.partition.fetch.bytes",
            Limits.RECORD_BYTES,
            "fetch.max.wait.ms",
            50,
            "linger.ms",
            0,
            "acks",
            "all",
            "max.block.ms",
            15_000,
            "request.timeout.ms",
            10_000,
            "delivery.timeout.ms",
            20_000));
    return new ChainClient(config);
  }

  /**
   * Sends a text; the answer comes to whoever listens by {@link #listen}. The future tells where
   * the record stands, or fails with what the broker said.
   */
  public CompletableFuture<RecordMetadata> send(Text text) {
    return send(Topics.TEXTS.record(text.id(), text));
  }

  /** Sends bytes as they are to the topic of texts: for what is not a valid text. */
  public CompletableFuture<RecordMetadata> sendRaw(String key, byte[] value) {
    return send(
        new ProducerRecord<>(Topics.TEXTS.name(), io.clozeline.events.topic.Topic.key(key), value));
  }

  public CompletableFuture<RecordMetadata> send(Feedback feedback) {
    return send(Topics.FEEDBACK.record(feedback.id(), feedback));
  }

  /** Publishes a task definition; waits until the broker has it, and says where it stands. */
  public RecordMetadata put(TaskDefinition task) {
    return await(Topics.TASKS.record(task.name(), task));
  }

  /** Publishes bytes as they are under a task's name: for what is not a valid definition. */
  public void putRaw(String name, byte[] value) {
    await(
        new ProducerRecord<>(
            Topics.TASKS.name(), io.clozeline.events.topic.Topic.key(name), value));
  }

  /** Removes a task; waits until the broker knows. */
  public void removeTask(String name) {
    await(Topics.TASKS.record(name, null));
  }

  /** Publishes a release, for example one that goes back to the base model. */
  public void put(Release release) {
    await(Topics.RELEASES.record(release.task(), release));
  }

  /** Takes back what was released for a task: the base model answers. */
  public void removeRelease(String task) {
    await(Topics.RELEASES.record(task, null));
  }

  /** Publishes an adapter; only a release makes it live. */
  public void putAdapter(String digest, byte[] adapter) {
    await(Topics.ADAPTERS.record(digest, adapter));
  }

  /** Forgets an adapter; only for one that no release points to any more. */
  public void removeAdapter(String digest) {
    await(Topics.ADAPTERS.record(digest, null));
  }

  /** Waits until everything that was sent has been taken by the broker. */
  public void flush() {
    producer.flush();
  }

  /**
   * Hands every reply from now on to {@code listener}, on a thread of its own, until it is closed.
   */
  public Subscription listen(Consumer<Reply> listener) {
    return new Replies(config, listener);
  }

  /**
   * Hands every committed record of some topics from now on to {@code reader}, on a thread of its
   * own, until it is closed.
   */
  public Subscription tail(List<String> topics, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    return new Tail(config, topics, reader);
  }

  /** The task definitions by name; one that cannot be read is left out. */
  public Map<String, TaskDefinition> tasks() {
    try (var table = follow((key, value) -> Topics.TASKS.codec().decode(value), Topics.TASKS)) {
      return new TreeMap<>(table.all());
    }
  }

  /** The live releases by task. */
  public Map<String, Release> releases() {
    try (var table = releaseTable()) {
      return new TreeMap<>(table.all());
    }
  }

  /** Publishes a decision that a person has taken. */
  public void put(Decision decision) {
    await(Topics.DECISIONS.record(decision.task(), decision));
  }

  /** Publishes an order. */
  public void put(Control control) {
    await(Topics.CONTROLS.record(control.task(), control));
  }

  /** Takes an order back. */
  public void removeControl(String task) {
    await(Topics.CONTROLS.record(task, null));
  }

  /** What people have ordered, by task. */
  public Map<String, Control> controls() {
    try (var table =
        follow((key, value) -> Topics.CONTROLS.codec().decode(value), Topics.CONTROLS)) {
      return new TreeMap<>(table.all());
    }
  }

  /** The last decision about each task's adapters. */
  public Map<String, Decision> decisions() {
    try (var table =
        follow((key, value) -> Topics.DECISIONS.codec().decode(value), Topics.DECISIONS)) {
      return new TreeMap<>(table.all());
    }
  }

  /** The newest evaluation of each task that has had one. */
  public Map<String, Evaluation> evaluations() {
    try (var table =
        follow((key, value) -> Topics.EVALUATIONS.codec().decode(value), Topics.EVALUATIONS)) {
      return new TreeMap<>(table.all());
    }
  }

  /**
   * Waits for a release of {@code task} that is as {@code wanted}; empty when {@code limit} passed
   * first.
   *
   * @param waiting is run every few dozen milliseconds meanwhile
   */
  public Optional<Release> awaitRelease(
      String task, Predicate<Release> wanted, Duration limit, Runnable waiting) {
    long deadline = System.nanoTime() + limit.toNanos();
    try (var table = releaseTable()) {
      while (System.nanoTime() < deadline) {
        var release = table.get(task).filter(wanted);
        if (release.isPresent()) {
          return release;
        }
        waiting.run();
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }

  private CompactedTable<Release> releaseTable() {
    return follow((key, value) -> Topics.RELEASES.codec().decode(value), Topics.RELEASES);
  }

  private <V> CompactedTable<V> follow(
      CompactedTable.Reader<V> reader, io.clozeline.events.topic.Topic<?> topic) {
    var table = CompactedTable.follow(topic, config, reader, (key, value) -> {}, refused -> {});
    if (!table.awaitCaughtUp(LIMIT)) {
      table.close();
      throw new IllegalStateException(
          "the topic " + topic.name() + " cannot be read from " + config.get("bootstrap.servers"));
    }
    return table;
  }

  private CompletableFuture<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
    var sent = new CompletableFuture<RecordMetadata>();
    try {
      producer.send(
          record,
          (metadata, failure) -> {
            if (failure == null) {
              sent.complete(metadata);
            } else {
              sent.completeExceptionally(failure);
            }
          });
    } catch (KafkaException e) {
      sent.completeExceptionally(e);
    }
    return sent;
  }

  private RecordMetadata await(ProducerRecord<byte[], byte[]> record) {
    try {
      return send(record).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(
          "the broker at " + config.get("bootstrap.servers") + " does not answer", e);
    }
  }
}

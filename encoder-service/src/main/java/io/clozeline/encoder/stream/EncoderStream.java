package io.clozeline.encoder.stream;

import io.clozeline.encoder.adapter.LiveAdapters;
import io.clozeline.encoder.pass.EncodingPass;
import io.clozeline.events.stage.StageListener;
import io.clozeline.events.topic.Groups;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The loop and its commits on threads of their own, with the Kafka clients of exactly-once. */
public final class EncoderStream implements AutoCloseable {
  /**
   * How the loop joins and commits.
   *
   * @param instance the name of this encoder among its like: static membership and the
   *     transactional id hang on it, so that a restart takes its place at once
   * @param pollRecords records of one poll: what the batches are cut from
   * @param transactionTokens tokens that one transaction carries
   */
  public record Settings(String instance, int pollRecords, int transactionTokens) {}

  private final EncoderLoop loop;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final ExecutorService committer =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "encoder-commit"));
  private final Thread thread;
  private volatile boolean running;

  /** Prepares the loop; {@code fatal} hears of a fault that ended it. */
  public EncoderStream(
      Settings settings,
      Map<String, Object> clientConfig,
      EncodingPass pass,
      LiveAdapters adapters,
      StageListener listener,
      Consumer<Throwable> fatal) {
    this.consumer = consumer(settings, clientConfig);
    this.loop =
        new EncoderLoop(
            consumer,
            () -> producer(settings, clientConfig),
            new RecordEncoding(pass, adapters, listener),
            settings.transactionTokens(),
            System::nanoTime,
            committer);
    this.thread = new Thread(() -> run(fatal), "encoder-loop");
  }

  public void start() {
    running = true;
    thread.start();
  }

  /** Whether the loop is alive. */
  public boolean running() {
    return running;
  }

  /** The consumer, for its metrics only. */
  public KafkaConsumer<byte[], byte[]> consumer() {
    return consumer;
  }

  @Override
  public void close() {
    loop.stop();
    try {
      thread.join(30_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(Consumer<Throwable> fatal) {
    try {
      loop.run();
    } catch (RuntimeException | Error fault) {
      fatal.accept(fault);
    } finally {
      committer.shutdown();
      running = false;
    }
  }

  private static KafkaConsumer<byte[], byte[]> consumer(
      Settings settings, Map<String, Object> clientConfig) {
    var config = new HashMap<>(clientConfig);
    config.put(ConsumerConfig.GROUP_ID_CONFIG, Groups.ENCODER);
    config.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, settings.instance());
    // What an encoder that never comes back held goes to another after this.
    config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    // What one poll brings may keep a slow machine busy for minutes; a crash shows by the
    // heartbeat.
    config.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, 1_200_000);
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.pollRecords());
    config.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        "org.apache.kafka.clients.consumer.CooperativeStickyAssignor");
    var bytes = new ByteArrayDeserializer();
    return new KafkaConsumer<>(config, bytes, bytes);
  }

  private static KafkaProducer<byte[], byte[]> producer(
      Settings settings, Map<String, Object> clientConfig) {
    var config = new HashMap<>(clientConfig);
    config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, Groups.ENCODER + "-" + settings.instance());
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    // The transaction is open only while finished vectors are sent: a short timeout frees readers
    // soon after a crash.
    config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 10_000);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
    config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    config.put(ProducerConfig.BATCH_SIZE_CONFIG, 131_072);
    config.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 5);
    config.put(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 100);
    var bytes = new ByteArraySerializer();
    return new KafkaProducer<>(config, bytes, bytes);
  }
}

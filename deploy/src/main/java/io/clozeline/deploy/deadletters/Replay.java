package io.clozeline.deploy.deadletters;

import io.clozeline.deploy.client.TopicScan;
import io.clozeline.events.error.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends dead letters back to where they came from: the same key and value, to the same partition,
 * in the order in which they failed, with the number of their failures in a header. The record and
 * the mark that it was sent back are one transaction. All replays share one transactional id: a new
 * one ends what an earlier one had open, and only then reads the marks, so that nothing is sent
 * back twice, whatever is killed, and however many run at once.
 */
public final class Replay {
  /** What became of a letter. */
  public enum Outcome {
    /** It stands on its topic again; in a rehearsal, it would. */
    REPLAYED,
    /** It was sent back before. */
    ALREADY,
    /** It cannot be sent back. */
    REFUSED
  }

  /**
   * What became of one letter.
   *
   * @param why in words, null where it was sent back
   */
  public record Result(LetterId id, Outcome outcome, String why) {}

  private static final String TRANSACTIONAL_ID = "clozeline-dead-letters-replay";
  private static final int BATCH_RECORDS = 200;
  private static final int BATCH_BYTES = 4 * 1024 * 1024;
  private static final int BUFFER_BYTES = 64 * 1024 * 1024;

  private final Map<String, Object> clientConfig;
  private final TopicScan scan;
  private final ReplayRules rules;
  private final Consumer<Result> results;
  private final Map<String, Integer> partitions = new HashMap<>();
  private final List<ProducerRecord<byte[], byte[]>> batch = new ArrayList<>();
  private final List<Result> batchResults = new ArrayList<>();
  private long batchBytes;
  private KafkaProducer<byte[], byte[]> producer; // null in a rehearsal

  /**
   * @param clientConfig bootstrap servers and security
   * @param results hears of each letter once it is decided
   */
  public Replay(Map<String, Object> clientConfig, ReplayRules rules, Consumer<Result> results) {
    this.clientConfig = Map.copyOf(clientConfig);
    this.scan = new TopicScan(clientConfig);
    this.rules = rules;
    this.results = results;
  }

  /** Says what {@link #run} would do, and does nothing. */
  public void rehearse(Collection<LetterId> ids) {
    replay(ids);
  }

  /**
   * Sends the letters of these ids back.
   *
   * @throws IllegalStateException when the broker does not take them; what was reported is done
   */
  public void run(Collection<LetterId> ids) {
    ReplayMarks.createTopic(clientConfig);
    var bytes = new ByteArraySerializer();
    try (var opened = new KafkaProducer<>(producerConfig(), bytes, bytes)) {
      producer = opened;
      producer.initTransactions();
      replay(ids);
    } catch (ProducerFencedException other) {
      throw new IllegalStateException("Another replay has begun; this one ends here.", other);
    } catch (KafkaException e) {
      throw new IllegalStateException("The broker did not take them: " + e.getMessage(), e);
    } finally {
      producer = null;
    }
  }

  private void replay(Collection<LetterId> ids) {
    var marks = ReplayMarks.read(scan);
    var left = new TreeSet<>(ids);
    List<String> topics = left.stream().map(LetterId::topic).distinct().toList();
    var newer = NewerValues.of(scan, ReplayRules.compacted(topics));
    scan.read(
        topics,
        record -> {
          if (left.remove(LetterId.of(record))) {
            decide(record, marks, newer);
          }
        });
    flush();
    left.forEach(id -> refuse(id, "no dead letter stands there"));
  }

  private void decide(ConsumerRecord<byte[], byte[]> record, ReplayMarks marks, NewerValues newer) {
    LetterId id = LetterId.of(record);
    DeadLetter letter;
    try {
      letter = DeadLetter.of(record);
    } catch (IllegalArgumentException foreign) {
      refuse(id, foreign.getMessage());
      return;
    }
    var before = marks.replayed(id, letter.origin());
    if (before.isPresent() && !rules.again()) {
      results.accept(new Result(id, Outcome.ALREADY, "it was replayed at " + before.get()));
      return;
    }
    rules.refusal(id, letter, newer).ifPresentOrElse(why -> refuse(id, why), () -> add(id, letter));
  }

  private void refuse(LetterId id, String why) {
    results.accept(new Result(id, Outcome.REFUSED, why));
  }

  private void add(LetterId id, DeadLetter letter) {
    if (producer != null) {
      var record = record(letter);
      batch.add(record);
      batch.add(ReplayMarks.mark(id, letter.origin(), Instant.now()));
      batchBytes += record.value() == null ? 0 : record.value().length;
    }
    batchResults.add(new Result(id, Outcome.REPLAYED, null));
    if (batchResults.size() >= BATCH_RECORDS || batchBytes >= BATCH_BYTES) {
      flush();
    }
  }

  private void flush() {
    if (!batch.isEmpty()) {
      producer.beginTransaction();
      batch.forEach(producer::send);
      producer.commitTransaction();
    }
    batchResults.forEach(results);
    batch.clear();
    batchResults.clear();
    batchBytes = 0;
  }

  /** To the partition where it stood: some topics are partitioned by another thing than the key. */
  private ProducerRecord<byte[], byte[]> record(DeadLetter letter) {
    String topic = letter.origin().topic();
    int count = partitions.computeIfAbsent(topic, name -> producer.partitionsFor(name).size());
    Integer partition = letter.origin().partition() < count ? letter.origin().partition() : null;
    var record = new ProducerRecord<>(topic, partition, letter.key(), letter.value());
    record
        .headers()
        .add(
            DeadLetter.ATTEMPT,
            Integer.toString(letter.attempt()).getBytes(StandardCharsets.UTF_8));
    return record;
  }

  private Map<String, Object> producerConfig() {
    var config = new HashMap<>(clientConfig);
    config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, TRANSACTIONAL_ID);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, BUFFER_BYTES / 2);
    config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
    config.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 20);
    config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 30_000);
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 20_000);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 20_000);
    return config;
  }
}

package io.clozeline.trainer.publish;

import io.clozeline.events.Decision;
import io.clozeline.events.Limits;
import io.clozeline.events.Release;
import io.clozeline.events.topic.Topics;
import io.clozeline.trainer.run.Catalogue;
import io.clozeline.trainer.run.Publication;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes adapter, release and decision in one transaction, under one transactional id for all
 * trainers. A new producer of that id ends what an earlier one had open; only then the live release
 * is read. So of any number of trainers, crashed and restarted ones included, one alone can follow
 * a release.
 */
public final class TransactionalPublication implements Publication {
  private static final Logger LOG = LoggerFactory.getLogger(TransactionalPublication.class);
  private static final String TRANSACTIONAL_ID = "clozeline-trainer";
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);
  private static final int ATTEMPTS = 5;
  private static final Duration RETRY_PAUSE = Duration.ofSeconds(2);
  private static final Duration SEEN_LIMIT = Duration.ofSeconds(5);
  private static final Duration SEEN_PAUSE = Duration.ofMillis(10);

  private final Map<String, Object> clientConfig;
  private final Catalogue catalogue;
  private final Retirement retirement;

  /**
   * Nothing is opened before there is something to publish.
   *
   * @param clientConfig bootstrap servers and security; the rest is set here
   */
  public TransactionalPublication(Map<String, Object> clientConfig, Catalogue catalogue) {
    this(clientConfig, catalogue, Retirement.NONE);
  }

  /** The same; adapters that {@code retirement} names are erased in the same transaction. */
  public TransactionalPublication(
      Map<String, Object> clientConfig, Catalogue catalogue, Retirement retirement) {
    this.retirement = Objects.requireNonNull(retirement);
    this.clientConfig = Map.copyOf(clientConfig);
    this.catalogue = Objects.requireNonNull(catalogue);
  }

  @Override
  public boolean publish(byte[] adapter, Release release, Decision decision, Release basis) {
    List<String> retired = retirement.due(release, basis);
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    if (adapter != null) {
      records.add(Topics.ADAPTERS.record(trained(release), adapter));
    }
    records.add(Topics.RELEASES.record(release.task(), release));
    records.add(Topics.DECISIONS.record(decision.task(), decision));
    retired.forEach(digest -> records.add(Topics.ADAPTERS.record(digest, null)));
    if (!write(release.task(), basis, records, () -> isLive(release))) {
      return false;
    }
    if (!retired.isEmpty()) {
      LOG.info("Adapters were retired: task={} digests={}", release.task(), retired);
    }
    LOG.info(
        "A release went live: task={} digest={} challenger={}",
        release.task(),
        release.digest(),
        challenger(release));
    return true;
  }

  @Override
  public boolean keep(Decision decision, Release basis) {
    return write(
        decision.task(),
        basis,
        List.of(Topics.DECISIONS.record(decision.task(), decision)),
        () -> decision.equals(catalogue.decided(decision.task())));
  }

  /**
   * Writes all of {@code records} or none, while {@code basis} is live.
   *
   * @param written whether they stand on their topics
   */
  private boolean write(
      String task,
      Release basis,
      List<ProducerRecord<byte[], byte[]>> records,
      BooleanSupplier written) {
    for (int attempt = 1; ; attempt++) {
      try {
        return attempt(task, basis, records, written);
      } catch (KafkaException e) {
        if (attempt == ATTEMPTS || e instanceof InterruptException) {
          throw e;
        }
        LOG.warn("Publishing failed, trying again: task={}", task, e);
        pause(RETRY_PAUSE);
      }
    }
  }

  private boolean attempt(
      String task,
      Release basis,
      List<ProducerRecord<byte[], byte[]>> records,
      BooleanSupplier written) {
    var bytes = new ByteArraySerializer();
    var producer = new KafkaProducer<>(config(), bytes, bytes);
    try {
      producer.initTransactions();
      requireCurrent();
      if (written.getAsBoolean()) {
        return true; // an earlier attempt did arrive
      }
      if (!Objects.equals(catalogue.live(task), basis)) {
        LOG.warn("Another release is live by now: task={}", task);
        return false;
      }
      producer.beginTransaction();
      records.forEach(producer::send);
      producer.commitTransaction();
      awaitSeen(task, written);
      return true;
    } finally {
      producer.close(CLOSE_LIMIT);
    }
  }

  private void requireCurrent() {
    if (!catalogue.awaitCurrent()) {
      throw new KafkaException("the releases could not be read to their end");
    }
  }

  /** The commit returns before its markers are on the topic: only with them can it be read. */
  private void awaitSeen(String task, BooleanSupplier written) {
    long end = System.nanoTime() + SEEN_LIMIT.toNanos();
    while (!(catalogue.awaitCurrent() && written.getAsBoolean())) {
      if (System.nanoTime() > end) {
        LOG.warn("What was published cannot be read yet: task={}", task);
        return;
      }
      pause(SEEN_PAUSE);
    }
  }

  private boolean isLive(Release release) {
    Release live = catalogue.live(release.task());
    return live != null
        && Objects.equals(release.digest(), live.digest())
        && Objects.equals(release.demonstrations(), live.demonstrations())
        && Objects.equals(challenger(release), challenger(live));
  }

  /** What a run has trained either rides along or is live. */
  private static String trained(Release release) {
    return release.challenger() == null ? release.digest() : challenger(release);
  }

  private static String challenger(Release release) {
    return release.challenger() == null ? null : release.challenger().release().digest();
  }

  private Map<String, Object> config() {
    var config = new HashMap<>(clientConfig);
    config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, TRANSACTIONAL_ID);
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Limits.RECORD_BYTES);
    config.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 5);
    config.put(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 50);
    config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 30_000);
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 20_000);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 20_000);
    return config;
  }

  private static void pause(Duration duration) {
    try {
      Thread.sleep(duration.toMillis());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}

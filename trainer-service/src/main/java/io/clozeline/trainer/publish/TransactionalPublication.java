package io.clozeline.trainer.publish;

import io.clozeline.events.Limits;
import io.clozeline.events.Release;
import io.clozeline.events.topic.Topics;
import io.clozeline.trainer.run.Catalogue;
import io.clozeline.trainer.run.Publication;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes adapter and release in one transaction, under one transactional id for all trainers. A new
 * producer of that id ends what an earlier one had open; only then the live release is read. So of
 * any number of trainers, crashed and restarted ones included, one alone can follow a release.
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
  public boolean publish(byte[] adapter, Release release, Release basis) {
    for (int attempt = 1; ; attempt++) {
      try {
        return attempt(adapter, release, basis);
      } catch (KafkaException e) {
        if (attempt == ATTEMPTS || e instanceof InterruptException) {
          throw e;
        }
        LOG.warn("Publishing a release failed, trying again: task={}", release.task(), e);
        pause(RETRY_PAUSE);
      }
    }
  }

  private boolean attempt(byte[] adapter, Release release, Release basis) {
    var bytes = new ByteArraySerializer();
    var producer = new KafkaProducer<>(config(), bytes, bytes);
    try {
      producer.initTransactions();
      requireCurrent();
      if (isLive(release)) {
        return true; // an earlier attempt did arrive
      }
      if (!Objects.equals(catalogue.live(release.task()), basis)) {
        LOG.warn("Another release is live by now: task={}", release.task());
        return false;
      }
      write(producer, adapter, release, retirement.due(release, basis));
      awaitSeen(release);
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

  private static void write(
      KafkaProducer<byte[], byte[]> producer,
      byte[] adapter,
      Release release,
      List<String> retired) {
    producer.beginTransaction();
    producer.send(Topics.ADAPTERS.record(release.digest(), adapter));
    producer.send(Topics.RELEASES.record(release.task(), release));
    retired.forEach(digest -> producer.send(Topics.ADAPTERS.record(digest, null)));
    producer.commitTransaction();
    if (!retired.isEmpty()) {
      LOG.info("Adapters were retired: task={} digests={}", release.task(), retired);
    }
    LOG.info("A release went live: task={} digest={}", release.task(), release.digest());
  }

  /** The commit returns before its markers are on the topic: only with them can it be read. */
  private void awaitSeen(Release release) {
    long end = System.nanoTime() + SEEN_LIMIT.toNanos();
    while (!(catalogue.awaitCurrent() && isLive(release))) {
      if (System.nanoTime() > end) {
        LOG.warn("A release cannot be read yet: task={}", release.task());
        return;
      }
      pause(SEEN_PAUSE);
    }
  }

  private boolean isLive(Release release) {
    Release live = catalogue.live(release.task());
    return live != null && release.digest().equals(live.digest());
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

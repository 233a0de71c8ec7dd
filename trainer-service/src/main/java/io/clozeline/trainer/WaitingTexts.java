package io.clozeline.trainer;

import io.clozeline.events.topic.Groups;
import io.clozeline.events.topic.Topics;
import io.clozeline.trainer.run.Backlog;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The records on {@code tokens} that the encoders have not committed, as the broker counts them.
 */
final class WaitingTexts implements Backlog, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WaitingTexts.class);
  private static final int PATIENCE_MILLIS = 2_000;

  private final Map<String, Object> clientConfig;
  private Admin admin;
  private boolean told;

  WaitingTexts(Map<String, Object> clientConfig) {
    this.clientConfig = new HashMap<>(clientConfig);
    this.clientConfig.put("default.api.timeout.ms", PATIENCE_MILLIS);
    this.clientConfig.put("request.timeout.ms", PATIENCE_MILLIS);
  }

  @Override
  public synchronized long waiting() {
    try {
      return count();
    } catch (ExecutionException e) {
      tell(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }

  @Override
  public synchronized void close() {
    if (admin != null) {
      admin.close();
    }
  }

  private long count() throws ExecutionException, InterruptedException {
    if (admin == null) {
      admin = Admin.create(clientConfig);
    }
    Map<TopicPartition, OffsetAndMetadata> committed =
        admin.listConsumerGroupOffsets(Groups.ENCODER).partitionsToOffsetAndMetadata().get();
    var ends = new HashMap<TopicPartition, OffsetSpec>();
    committed.forEach(
        (partition, offset) -> {
          if (offset != null && partition.topic().equals(Topics.TOKENS.name())) {
            ends.put(partition, OffsetSpec.latest());
          }
        });
    return admin.listOffsets(ends).all().get().entrySet().stream()
        .mapToLong(end -> end.getValue().offset() - committed.get(end.getKey()).offset())
        .sum();
  }

  /** Once: training goes on without it. */
  private void tell(Throwable cause) {
    if (!told) {
      told = true;
      LOG.warn("Training does not see how many texts wait, and does not step back: {}", cause + "");
    }
  }
}

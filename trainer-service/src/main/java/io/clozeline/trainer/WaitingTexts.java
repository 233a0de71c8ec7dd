package io.clozeline.trainer;

import io.clozeline.events.topic.Groups;
import io.clozeline.events.topic.Topics;
import io.clozeline.trainer.run.Backlog;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the broker what waits before each stage of the main line. */
final class WaitingTexts implements Backlog, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WaitingTexts.class);
  private static final int PATIENCE_MILLIS = 2_000;

  private final Map<String, Object> clientConfig;
  private final List<WaitingStage> stages =
      List.of(
          new WaitingStage(Topics.TEXTS.name(), Groups.TOKENIZER),
          new WaitingStage(Topics.TOKENS.name(), Groups.ENCODER),
          new WaitingStage(Topics.ENCODINGS.name(), Groups.HEADS));
  private Admin admin;
  private boolean told;

  WaitingTexts(Map<String, Object> clientConfig) {
    this.clientConfig = new HashMap<>(clientConfig);
    this.clientConfig.put("default.api.timeout.ms", PATIENCE_MILLIS);
    this.clientConfig.put("request.timeout.ms", PATIENCE_MILLIS);
  }

  @Override
  public synchronized Duration delay() {
    try {
      Duration delay = Duration.ZERO;
      for (WaitingStage stage : stages) {
        delay = delay.plus(look(stage));
      }
      return delay;
    } catch (ExecutionException e) {
      tell(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Duration.ZERO;
  }

  @Override
  public synchronized void close() {
    if (admin != null) {
      admin.close();
    }
  }

  private Duration look(WaitingStage stage) throws ExecutionException, InterruptedException {
    if (admin == null) {
      admin = Admin.create(clientConfig);
    }
    Map<TopicPartition, OffsetAndMetadata> committed =
        admin.listConsumerGroupOffsets(stage.group()).partitionsToOffsetAndMetadata().get();
    committed
        .entrySet()
        .removeIf(of -> of.getValue() == null || !of.getKey().topic().equals(stage.topic()));
    var latest = new HashMap<TopicPartition, OffsetSpec>();
    committed.keySet().forEach(partition -> latest.put(partition, OffsetSpec.latest()));
    long written = 0;
    long waiting = 0;
    for (var end : admin.listOffsets(latest).all().get().entrySet()) {
      written += end.getValue().offset();
      // The marker behind the last transaction is never committed.
      waiting += Math.max(0, end.getValue().offset() - committed.get(end.getKey()).offset() - 1);
    }
    return stage.look(written, waiting, System.nanoTime());
  }

  /** Once: training goes on without it. */
  private void tell(Throwable cause) {
    if (!told) {
      told = true;
      LOG.warn(
          "Training does not see how long texts wait, and does not stand back: {}", cause + "");
    }
  }
}

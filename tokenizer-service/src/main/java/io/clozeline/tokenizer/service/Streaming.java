package io.clozeline.tokenizer.service;

import io.clozeline.events.stage.ThreadReplacement;
import io.clozeline.events.table.CompactedTable;
import io.clozeline.events.task.Vocabulary;
import io.clozeline.events.topic.Topics;
import io.clozeline.tokenizer.document.BrokerTextTopic;
import io.clozeline.tokenizer.feedback.FeedbackLogic;
import io.clozeline.tokenizer.guard.TaskGuard;
import io.clozeline.tokenizer.task.KnownTasks;
import io.clozeline.tokenizer.task.SequencedTask;
import io.clozeline.tokenizer.task.TaskReader;
import io.clozeline.tokenizer.task.TaskTable;
import io.clozeline.tokenizer.text.TextLogic;
import io.clozeline.tokenizer.topology.DocumentMemory;
import io.clozeline.tokenizer.topology.TokenizerTopology;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What Kafka Streams runs, and the table of tasks beside it. */
final class Streaming {
  private static final Logger LOG = LoggerFactory.getLogger(Streaming.class);

  @Produces
  @Singleton
  CompactedTable<SequencedTask> tasks(
      @Identifier("default-kafka-broker") Map<String, Object> kafka, TaskReader reader) {
    return CompactedTable.follow(
        Topics.TASKS,
        kafka,
        reader,
        (task, definition) ->
            LOG.info("A task is {}: task={}", definition == null ? "erased" : "defined", task),
        refusal -> LOG.warn("A task keeps its definition: origin={}", refusal.origin()));
  }

  void close(@Disposes CompactedTable<SequencedTask> tasks) {
    tasks.close();
  }

  @Produces
  @Singleton
  BrokerTextTopic texts(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
    return new BrokerTextTopic(kafka);
  }

  void close(@Disposes BrokerTextTopic texts) {
    texts.close();
  }

  @Produces
  @Singleton
  Topology topology(
      CompactedTable<SequencedTask> tasks,
      TaskReader reader,
      Vocabulary vocabulary,
      TokenizerConfig config,
      BrokerTextTopic texts,
      TokenizerMetrics metrics) {
    var known = new KnownTasks(TaskTable.of(tasks), System::currentTimeMillis);
    Duration keep = config.rememberDocuments();
    return TokenizerTopology.build(
        new TextLogic(known, vocabulary.digest(), System::currentTimeMillis),
        documents -> new FeedbackLogic(known, documents),
        keep.isZero() ? null : new DocumentMemory(texts, keep),
        new TaskGuard(reader),
        metrics::listener);
  }

  @Produces
  @Singleton
  StreamsUncaughtExceptionHandler onFault() {
    return new ThreadReplacement();
  }
}

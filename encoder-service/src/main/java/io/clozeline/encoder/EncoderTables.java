package io.clozeline.encoder;

import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.adapter.Adapter;
import io.clozeline.bert.adapter.AdapterException;
import io.clozeline.bert.adapter.AdapterFile;
import io.clozeline.encoder.adapter.LiveAdapters;
import io.clozeline.encoder.demonstration.ExampleFollower;
import io.clozeline.encoder.demonstration.Pools;
import io.clozeline.events.Release;
import io.clozeline.events.error.DeadLetter;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.events.table.CompactedTable;
import io.clozeline.events.task.Task;
import io.clozeline.events.task.TaskDefinition;
import io.clozeline.events.task.Vocabulary;
import io.clozeline.events.topic.Topics;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The compacted topics that decide which adapter serves a task, and what its prompt shows. */
final class EncoderTables implements AutoCloseable {
  private final ExampleFollower examples;
  private final CompactedTable<Task> tasks;
  private final CompactedTable<Adapter> adapters;
  private final CompactedTable<Release> newest;
  private final CompactedTable<Release> releases;
  private volatile boolean started;

  /**
   * Follows the topics.
   *
   * @param rehearsal tries an adapter before it goes live; what it throws refuses it
   * @param refusals hears of adapters and releases that cannot serve
   */
  EncoderTables(
      ModelInfo model,
      Vocabulary vocabulary,
      LiveAdapters live,
      Consumer<Adapter> rehearsal,
      Map<String, Object> clientConfig,
      Consumer<DeadLetter> refusals) {
    examples = new ExampleFollower(model, clientConfig);
    tasks =
        CompactedTable.follow(
            Topics.TASKS,
            clientConfig,
            (name, bytes) -> task(name, bytes, vocabulary),
            examples.pools()::task,
            letter -> {}); // the tokenizer reports it
    adapters =
        CompactedTable.follow(
            Topics.ADAPTERS,
            clientConfig,
            (digest, bytes) -> read(digest, bytes, model),
            live::adapter,
            refusals);
    newest =
        CompactedTable.follow(
            Topics.RELEASES,
            clientConfig,
            (task, bytes) -> Topics.RELEASES.codec().decode(bytes),
            (task, release) -> {},
            letter -> {}); // reported where it is read to serve
    releases =
        CompactedTable.follow(
            Topics.RELEASES,
            clientConfig,
            new ReleaseReader(adapters, tasks, newest, live, rehearsal),
            live::release,
            refusals);
  }

  /** The pools of examples that prompts show. */
  Pools pools() {
    return examples.pools();
  }

  /** Whether all has been read that stood there at the start, the examples behind the tasks. */
  boolean caughtUp() {
    started = started || all().allMatch(CompactedTable::caughtUp) && examples.caughtUp();
    return started;
  }

  boolean failed() {
    return all().anyMatch(CompactedTable::failed) || examples.failed();
  }

  @Override
  public void close() {
    all().forEach(CompactedTable::close);
    examples.close();
  }

  private Stream<CompactedTable<?>> all() {
    return Stream.of(tasks, adapters, newest, releases);
  }

  private static Task task(String key, byte[] bytes, Vocabulary vocabulary) {
    TaskDefinition definition = Topics.TASKS.codec().decode(bytes);
    if (!definition.name().equals(key)) {
      throw new EventException(ErrorCode.TASK_REFUSED, "the key is not the task's name");
    }
    return Task.of(definition, vocabulary);
  }

  static Adapter read(String key, byte[] bytes, ModelInfo model) {
    try {
      return AdapterFile.read(key, bytes, model);
    } catch (AdapterException e) {
      throw new EventException(ErrorCode.ADAPTER_REFUSED, e.reason() + ": " + e.getMessage(), e);
    }
  }
}

package io.clozeline.trainer;

import io.clozeline.events.Control;
import io.clozeline.events.Decision;
import io.clozeline.events.Release;
import io.clozeline.events.error.DeadLetter;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.events.table.CompactedTable;
import io.clozeline.events.task.Task;
import io.clozeline.events.task.TaskDefinition;
import io.clozeline.events.task.Vocabulary;
import io.clozeline.events.topic.Topics;
import io.clozeline.trainer.run.Catalogue;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tasks and releases, followed on their topics. */
final class Tables implements Catalogue, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Tables.class);
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final CompactedTable<Task> tasks;
  private final CompactedTable<Release> releases;
  private final CompactedTable<Decision> decisions;
  private final CompactedTable<Control> controls;

  Tables(
      Map<String, Object> clientConfig,
      Vocabulary vocabulary,
      CompactedTable.Listener<Task> defined,
      CompactedTable.Listener<Release> listener) {
    this.tasks =
        CompactedTable.follow(
            Topics.TASKS,
            clientConfig,
            (key, value) -> task(key, value, vocabulary),
            (key, task) -> {
              LOG.info("A task was {}: task={}", task == null ? "deleted" : "defined", key);
              defined.changed(key, task);
            },
            Tables::refused);
    this.releases =
        CompactedTable.follow(
            Topics.RELEASES, clientConfig, Tables::release, listener, Tables::refused);
    this.decisions =
        CompactedTable.follow(
            Topics.DECISIONS,
            clientConfig,
            Tables::decision,
            (key, decision) -> {},
            Tables::refused);
    this.controls =
        CompactedTable.follow(
            Topics.CONTROLS,
            clientConfig,
            Tables::control,
            (key, control) -> LOG.info("An order was given: task={} control={}", key, control),
            Tables::refused);
  }

  @Override
  public boolean complete() {
    return tasks.caughtUp() && releases.caughtUp() && decisions.caughtUp() && controls.caughtUp();
  }

  @Override
  public boolean failed() {
    return tasks.failed() || releases.failed() || decisions.failed() || controls.failed();
  }

  @Override
  public boolean awaitCurrent() {
    return tasks.awaitCurrent(LIMIT)
        && releases.awaitCurrent(LIMIT)
        && decisions.awaitCurrent(LIMIT)
        && controls.awaitCurrent(LIMIT);
  }

  @Override
  public Map<String, Task> tasks() {
    return tasks.all();
  }

  @Override
  public Release live(String task) {
    return releases.get(task).orElse(null);
  }

  @Override
  public Decision decided(String task) {
    return decisions.get(task).orElse(null);
  }

  @Override
  public Control control(String task) {
    return controls.get(task).orElse(null);
  }

  @Override
  public void close() {
    controls.close();
    decisions.close();
    tasks.close();
    releases.close();
  }

  static Task task(String key, byte[] value, Vocabulary vocabulary) {
    TaskDefinition definition = Topics.TASKS.codec().decode(value);
    requireKey(key, definition.name());
    return Task.of(definition, vocabulary);
  }

  static Release release(String key, byte[] value) {
    Release release = Topics.RELEASES.codec().decode(value);
    requireKey(key, release.task());
    return release;
  }

  static Decision decision(String key, byte[] value) {
    Decision decision = Topics.DECISIONS.codec().decode(value);
    requireKey(key, decision.task());
    return decision;
  }

  static Control control(String key, byte[] value) {
    Control control = Topics.CONTROLS.codec().decode(value);
    requireKey(key, control.task());
    return control;
  }

  private static void requireKey(String key, String name) {
    if (!key.equals(name)) {
      throw new EventException(ErrorCode.KEY_MISMATCH, "the key is not the task's name");
    }
  }

  /** The services that own these topics write the dead letter; here the value before stays. */
  private static void refused(DeadLetter letter) {
    LOG.warn(
        "A record was refused: errorCode={} origin={} cause={}",
        letter.code().text(),
        letter.origin(),
        letter.cause());
  }
}

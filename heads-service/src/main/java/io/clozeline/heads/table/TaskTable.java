package io.clozeline.heads.table;

import io.clozeline.bert.head.MaskedLmHead;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.events.table.CompactedTable;
import io.clozeline.events.task.Task;
import io.clozeline.events.task.TaskDefinition;
import io.clozeline.events.task.Vocabulary;
import io.clozeline.events.topic.Topics;
import io.clozeline.heads.answer.KnownTask;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;

/** The task definitions, in their recent versions. */
public final class TaskTable implements FollowedTable {
  private static final Duration WAIT = Duration.ofSeconds(2);
  private static final Duration MISS_MEMORY = Duration.ofSeconds(1);

  private final TaskVersions versions = new TaskVersions();
  private final CompactedTable<KnownTask> table;
  private final PatientLookup lookup;

  /** Follows the topic with clients of {@code clientConfig}. */
  public TaskTable(
      Vocabulary vocabulary,
      MaskedLmHead lm,
      Map<String, Object> clientConfig,
      InstantSource clock) {
    this.table =
        CompactedTable.follow(
            Topics.TASKS,
            clientConfig,
            (key, value) -> read(key, value, vocabulary, lm),
            this::changed,
            new RefusalLog());
    this.lookup = new PatientLookup(this::catchUp, WAIT, MISS_MEMORY, clock);
  }

  /**
   * The definition of {@code name} that has the digest {@code version}.
   *
   * @throws EventException when there is none
   */
  public KnownTask find(String name, String version) {
    return lookup
        .find(name + "@" + version, () -> versions.get(name, version))
        .orElseThrow(() -> unknown(name, version));
  }

  /** The current version of each task, by name. */
  public Map<String, String> current() {
    var current = new TreeMap<String, String>();
    table.all().forEach((name, known) -> current.put(name, known.task().version()));
    return current;
  }

  @Override
  public CompactedTable<?> table() {
    return table;
  }

  static KnownTask read(String key, byte[] value, Vocabulary vocabulary, MaskedLmHead lm) {
    TaskDefinition definition = Topics.TASKS.codec().decode(value);
    if (!definition.name().equals(key)) {
      throw new EventException(ErrorCode.TASK_REFUSED, "the key is not the task's name");
    }
    return KnownTask.of(Task.of(definition, vocabulary), lm);
  }

  private void changed(String name, KnownTask known) {
    if (known != null) {
      versions.add(name, known);
    }
  }

  private EventException unknown(String name, String version) {
    String cause =
        table
            .get(name)
            .map(
                known ->
                    "the task \""
                        + name
                        + "\" is defined, but not in the version "
                        + version
                        + " that this text was tokenized for; now it is "
                        + known.task().version())
            .orElse("no task \"" + name + "\" is defined");
    return new EventException(ErrorCode.UNKNOWN_TASK, cause);
  }
}

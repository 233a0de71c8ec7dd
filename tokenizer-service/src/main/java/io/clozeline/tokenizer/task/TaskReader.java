package io.clozeline.tokenizer.task;

import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.events.table.CompactedTable;
import io.clozeline.events.task.Task;
import io.clozeline.events.task.TaskDefinition;
import io.clozeline.events.task.Vocabulary;
import io.clozeline.events.topic.Topics;
import io.clozeline.tokenizer.kind.Layouts;
import io.clozeline.tokenizer.sequence.BertInput;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a task definition and makes it ready, or refuses it with the reason. */
public final class TaskReader implements CompactedTable.Reader<SequencedTask> {
  private static final Logger LOG = LoggerFactory.getLogger(TaskReader.class);

  private final Vocabulary vocabulary;
  private final BertInput input;

  public TaskReader(Vocabulary vocabulary, BertInput input) {
    this.vocabulary = vocabulary;
    this.input = input;
  }

  @Override
  public SequencedTask read(String key, byte[] value) {
    try {
      return ready(key, Topics.TASKS.codec().decode(value));
    } catch (EventException refused) {
      throw refused;
    } catch (RuntimeException fault) {
      LOG.error("A task definition met a fault of this service: task={}", key, fault);
      throw new EventException(ErrorCode.INTERNAL, fault.getClass().getSimpleName(), fault);
    }
  }

  private SequencedTask ready(String key, TaskDefinition definition) {
    if (!definition.name().equals(key)) {
      throw new EventException(
          ErrorCode.TASK_REFUSED,
          "the record's key is not the task's name \"" + definition.name() + "\"");
    }
    Task task = Task.of(definition, vocabulary);
    BertInput room = input.without(definition.learning().positions());
    return new SequencedTask(task, Layouts.of(task, room));
  }
}

package io.clozeline.deploy.task;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.clozeline.events.codec.JsonCodec;
import io.clozeline.events.task.Task;
import io.clozeline.events.task.TaskDefinition;
import io.clozeline.events.task.Vocabulary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** A task definition as a person reads and writes it. */
public final class TaskFile {
  private static final JsonCodec<TaskDefinition> JSON = JsonCodec.of(TaskDefinition.class);
  private static final ObjectMapper PRETTY = new ObjectMapper();

  private TaskFile() {}

  /**
   * Checks that a definition can work with the base model at {@code modelDirectory}.
   *
   * @throws io.clozeline.events.error.EventException with the reason, when it cannot
   */
  public static Task check(TaskDefinition definition, Path modelDirectory) {
    return Task.of(definition, Vocabulary.open(modelDirectory));
  }

  /** The definition as indented JSON, with everything that was left out filled in. */
  public static String text(TaskDefinition definition) {
    try {
      return PRETTY
          .writerWithDefaultPrettyPrinter()
          .writeValueAsString(PRETTY.readTree(JSON.encode(definition)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.clozeline.deploy.task;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.clozeline.events.codec.JsonCodec;
import io.clozeline.events.task.Task;
import io.clozeline.events.task.TaskDefinition;
import io.clozeline.events.task.Vocabulary;
import io.clozeline.events.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A task definition in a file, or on the screen. */
public final class TaskFile {
  private static final JsonCodec<TaskDefinition> JSON = JsonCodec.of(TaskDefinition.class);
  private static final ObjectMapper PRETTY = new ObjectMapper();

  private TaskFile() {}

  /**
   * Reads a definition and checks that it can work with the base model at {@code modelDirectory}.
   *
   * @throws io.clozeline.events.error.EventException with the reason, when it cannot
   */
  public static Task read(Path file, Path modelDirectory) {
    try {
      TaskDefinition definition = Topics.TASKS.codec().decode(Files.readAllBytes(file));
      return Task.of(definition, Vocabulary.open(modelDirectory));
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException("There is no file " + file + ".", e);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
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

package io.clozeline.deploy.client;

import io.clozeline.events.task.TaskDefinition;
import io.clozeline.events.topic.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** The task definitions that come with the project. */
public final class ShippedTasks {
  private static final List<String> NAMES = List.of("sentiment", "topic", "entailment", "cloze");

  private ShippedTasks() {}

  /** Publishes those whose name is not taken yet: what a user has changed stays. */
  public static void publishMissing(Map<String, Object> kafka) {
    try (var client = ChainClient.connect(kafka)) {
      Map<String, TaskDefinition> present = client.tasks();
      NAMES.stream()
          .filter(name -> !present.containsKey(name))
          .map(ShippedTasks::read)
          .forEach(client::put);
    }
  }

  /** Their names. */
  public static List<String> names() {
    return NAMES;
  }

  /** One of them. */
  public static TaskDefinition read(String name) {
    String file = "/tasks/" + name + ".json";
    try (InputStream in = ShippedTasks.class.getResourceAsStream(file)) {
      return Topics.TASKS.codec().decode(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }
}

package io.clozeline.trainer;

import io.clozeline.events.Example;
import io.clozeline.events.Release;
import io.clozeline.events.TokenSequence;
import io.clozeline.events.task.Learning;
import io.clozeline.events.task.Pet;
import io.clozeline.events.task.Prompt;
import io.clozeline.events.task.Task;
import io.clozeline.events.task.TaskDefinition;
import io.clozeline.events.task.TaskKind;
import io.clozeline.events.task.Vocabulary;
import io.clozeline.events.topic.Topics;
import io.clozeline.trainer.examples.Kept;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Small things that most tests need. */
public final class Fixtures {
  public static final Path MODEL = Path.of("src/test/resources/model");
  public static final Vocabulary VOCABULARY = Vocabulary.open(MODEL);
  public static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private static final Map<String, List<String>> WORDS =
      Map.of("negative", List.of("terrible", "bad"), "positive", List.of("great"));

  private static final Prompt PROMPT = new Prompt(List.of("{text} it was [MASK] ."), WORDS, null);

  private Fixtures() {}

  /** A task that trains on four new examples. */
  public static TaskDefinition definition(String name) {
    return definition(name, 4);
  }

  public static TaskDefinition definition(String name, int minExamples) {
    var learning = new Learning(null, null, null, null, minExamples, null, null).promote("always");
    return definition(name, PROMPT, learning);
  }

  public static TaskDefinition definition(String name, Prompt prompt, Learning learning) {
    var labels = List.of("negative", "positive");
    return new TaskDefinition(name, TaskKind.of("classification"), labels, prompt, learning, null);
  }

  /** A task of two patterns that learns from texts without labels too. */
  public static TaskDefinition exploiting(String name, int generations) {
    var prompt =
        new Prompt(List.of("{text} it was [MASK] .", "it was [MASK] . {text}"), WORDS, null);
    var pet = new Pet(1_000, 2.0, generations);
    return definition(
        name,
        prompt,
        new Learning(null, null, null, null, 4, 5, null)
            .change()
            .pet(pet)
            .promote("always")
            .done());
  }

  public static Task task(String name) {
    return Task.of(definition(name), VOCABULARY);
  }

  public static Task task(TaskDefinition definition) {
    return Task.of(definition, VOCABULARY);
  }

  /** One sequence: {@code [CLS] it was [MASK] . [SEP]}. */
  public static TokenSequence sequence() {
    int[] ids = {2, 7, 8, 4, 9, 3};
    return new TokenSequence(ids, new int[ids.length], new int[] {3}, null, 0);
  }

  public static Example example(Task task, String id, String label) {
    return example(task, id, label, sequence());
  }

  public static Example example(Task task, String id, String label, TokenSequence... sequences) {
    return new Example(id, task.name(), task.version(), label, "anna", 1, List.of(sequences));
  }

  public static byte[] bytes(Example example) {
    return Topics.EXAMPLES.codec().encode(example);
  }

  public static Kept kept(Task task, String id, String label, long offset) {
    return new Kept(offset, task.version(), label, bytes(example(task, id, label)));
  }

  public static Release release(String task, String digest, long trainedThrough) {
    return new Release(task, digest, null, Map.of(), "for a test", 1, trainedThrough, NOW);
  }

  /** The n-th of labels that take turns. */
  public static String label(int n) {
    return n % 2 == 0 ? "negative" : "positive";
  }
}

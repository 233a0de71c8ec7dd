package io.clozeline.heads.answer;

import io.clozeline.bert.head.LinearHead;
import io.clozeline.events.EncodedText;
import io.clozeline.events.Encoding;
import io.clozeline.events.task.Calibration;
import io.clozeline.events.task.Prompt;
import io.clozeline.events.task.Task;
import io.clozeline.events.task.TaskDefinition;
import io.clozeline.events.task.TaskKind;
import io.clozeline.events.task.Vocabulary;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Small tasks, adapters and encodings for the tests of this service. */
public final class Given {
  public static final String BASE = "base-digest";
  public static final String TOKENIZER = "tokenizer-digest";
  public static final List<String> LABELS = List.of("negative", "positive");

  public static final Vocabulary VOCABULARY =
      new Vocabulary(
          List.of(
              "[PAD]",
              "[unused0]",
              "[UNK]",
              "[CLS]",
              "[SEP]",
              "[MASK]",
              "[",
              "good",
              "bad",
              "##ing",
              "paris",
              "."),
          true,
          TOKENIZER,
          512);

  private Given() {}

  /** A task that a trained linear head answers. */
  public static Task linear(String... labels) {
    return task(
        new TaskDefinition(
            "linear", TaskKind.of("classification"), List.of(labels), null, null, null));
  }

  /** A task that a prompt answers: "bad" or "good". */
  public static Task prompted(Calibration calibration, String... patterns) {
    var words = Map.of("negative", List.of("bad"), "positive", List.of("good"));
    var prompt = new Prompt(List.of(patterns), words, calibration);
    return task(
        new TaskDefinition("prompted", TaskKind.of("classification"), LABELS, prompt, null, null));
  }

  /** A task that a trained linear head answers, of another kind than classification. */
  public static Task linear(String kind, List<String> labels, Map<String, Object> options) {
    return task(
        new TaskDefinition(kind, TaskKind.of(kind), labels, null, null, null, null, null, options));
  }

  /** A task that the prompt {@code pattern} answers: "bad bad" or "good". */
  public static Task longWords(String... patterns) {
    var words = Map.of("negative", List.of("bad bad"), "positive", List.of("good"));
    var prompt = new Prompt(List.of(patterns), words, Calibration.NONE);
    return prompted("long", prompt);
  }

  /** A classification task that {@code prompt} answers. */
  public static Task prompted(String name, Prompt prompt) {
    return task(
        new TaskDefinition(name, TaskKind.of("classification"), LABELS, prompt, null, null));
  }

  /** The same task under another name. */
  public static Task named(String name, Task task) {
    return task(task.definition().named(name));
  }

  public static Task cloze(int topK) {
    return task(new TaskDefinition("cloze", TaskKind.of("cloze"), null, null, null, topK));
  }

  public static Task task(TaskDefinition definition) {
    return Task.of(definition, VOCABULARY);
  }

  /** The head of an adapter whose logits are the first numbers of the vector. */
  public static AdapterHead identity(String... labels) {
    float[][] rows = new float[labels.length][TinyModel.HIDDEN];
    IntStream.range(0, rows.length).forEach(i -> rows[i][i] = 1);
    return new AdapterHead(
        "adapter-digest", List.of(labels), new LinearHead(rows, new float[labels.length]));
  }

  /** The same for whatever {@code task} answers, under the task's name; no head for a cloze. */
  public static AdapterHead identity(Task task) {
    var definition = task.definition();
    List<String> outputs = definition.kind().outputs(definition.labels());
    return outputs.isEmpty()
        ? new AdapterHead(task.name(), List.of(definition.kind().text()), null)
        : new AdapterHead(
            task.name(), outputs, identity(outputs.toArray(String[]::new)).classifier());
  }

  /** A vector at a mask, as {@link TinyModel} reads it. */
  public static float[][] mask(float bad, float good) {
    return new float[][] {{bad, good, 10, 0}};
  }

  /** Vectors of four numbers each, which say what comes first of them. */
  public static float[][] vectors(float[]... firstNumbers) {
    return Arrays.stream(firstNumbers)
        .map(numbers -> Arrays.copyOf(numbers, TinyModel.HIDDEN))
        .toArray(float[][]::new);
  }

  /** The same text under another id. */
  public static EncodedText named(String id, EncodedText text) {
    return new EncodedText(
        id,
        text.task(),
        text.taskVersion(),
        text.tokenizer(),
        text.base(),
        text.adapterDigest(),
        text.tokensIn(),
        text.truncated(),
        text.windows(),
        text.textAt(),
        text.tokenizedAt(),
        text.encodedAt(),
        text.sequences());
  }

  /** The same text with these sequences. */
  public static EncodedText with(
      EncodedText text, List<Encoding> sequences, List<Encoding> contentFree, Integer draws) {
    return new EncodedText(
        text.id(),
        text.task(),
        text.taskVersion(),
        text.tokenizer(),
        text.base(),
        text.adapterDigest(),
        text.tokensIn(),
        text.truncated(),
        text.windows(),
        text.textAt(),
        text.tokenizedAt(),
        text.encodedAt(),
        sequences,
        contentFree,
        draws,
        null);
  }

  /** A text under {@code task}, one sequence for each array of vectors. */
  public static EncodedText text(Task task, String adapter, float[][]... sequences) {
    return new EncodedText(
        "d1",
        task.name(),
        task.version(),
        TOKENIZER,
        BASE,
        adapter,
        7,
        false,
        sequences.length,
        1_000,
        1_010,
        1_040,
        Arrays.stream(sequences)
            .map(vectors -> Encoding.of(vectors, vectors.length == 0 ? 2 : vectors[0].length))
            .toList());
  }
}

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
        new TaskDefinition("linear", TaskKind.CLASSIFICATION, List.of(labels), null, null, null));
  }

  /** A task that a prompt answers: "bad" or "good". */
  public static Task prompted(Calibration calibration, String... patterns) {
    var words = Map.of("negative", List.of("bad"), "positive", List.of("good"));
    var prompt = new Prompt(List.of(patterns), words, calibration);
    return task(
        new TaskDefinition("prompted", TaskKind.CLASSIFICATION, LABELS, prompt, null, null));
  }

  public static Task cloze(int topK) {
    return task(new TaskDefinition("cloze", TaskKind.CLOZE, null, null, null, topK));
  }

  public static Task task(TaskDefinition definition) {
    return Task.of(definition, VOCABULARY);
  }

  /** The head of an adapter whose two logits are the first two numbers of the vector. */
  public static AdapterHead identity(String... labels) {
    return new AdapterHead(
        "adapter-digest",
        List.of(labels),
        new LinearHead(new float[][] {{1, 0, 0, 0}, {0, 1, 0, 0}}, new float[2]));
  }

  /** A vector at a mask, as {@link TinyModel} reads it. */
  public static float[][] mask(float bad, float good) {
    return new float[][] {{bad, good, 10, 0}};
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

package io.clozeline.encoder.demonstration;

import io.clozeline.bert.ModelInfo;
import io.clozeline.encoder.pass.FakeEncoder;
import io.clozeline.events.Example;
import io.clozeline.events.TokenSequence;
import io.clozeline.events.TokenizedText;
import io.clozeline.events.task.Calibration;
import io.clozeline.events.task.Demonstrations;
import io.clozeline.events.task.Learning;
import io.clozeline.events.task.Prompt;
import io.clozeline.events.task.Task;
import io.clozeline.events.task.TaskDefinition;
import io.clozeline.events.task.TaskKind;
import io.clozeline.events.task.Vocabulary;
import io.clozeline.events.topic.Topic;
import io.clozeline.events.topic.Topics;
import java.util.List;
import java.util.Map;

/** A task that shows demonstrations, its examples and its texts. */
final class GivenTasks {
  static final int CLS = 1;
  static final int SEP = 2;
  static final int MASK = 3;
  static final int GOOD = 4;
  static final int BAD = 5;
  static final int MODEL_POSITIONS = 64;

  static final ModelInfo MODEL = new FakeEncoder(input -> false).model();

  static final Vocabulary VOCABULARY =
      new Vocabulary(
          List.of("[PAD]", "[CLS]", "[SEP]", "[MASK]", "good", "bad", "[UNK]"),
          true,
          FakeEncoder.TOKENIZER,
          MODEL_POSITIONS);

  private GivenTasks() {}

  /** One that always shows them. */
  static Task task(Demonstrations demonstrations, String... patterns) {
    return task(Learning.DEFAULT.change().ladder(false).done(), demonstrations, patterns);
  }

  static Task task(Learning learning, Demonstrations demonstrations, String... patterns) {
    var words = Map.of("no", List.of("bad good"), "yes", List.of("good"));
    var prompt = new Prompt(List.of(patterns), null, null, words, Calibration.NONE, demonstrations);
    return Task.of(
        new TaskDefinition(
            "task", TaskKind.of("classification"), List.of("no", "yes"), prompt, learning, null),
        VOCABULARY);
  }

  /** {@code [CLS] word [MASK] [MASK] [SEP]}. */
  static TokenSequence sequence(int word) {
    int[] ids = {CLS, word, MASK, MASK, SEP};
    return new TokenSequence(ids, new int[ids.length], new int[] {2, 3}, null, 0);
  }

  static TokenizedText text(Task task, String id, TokenSequence... sequences) {
    return new TokenizedText(
        id,
        task.name(),
        task.version(),
        FakeEncoder.TOKENIZER,
        3,
        false,
        1,
        1,
        2,
        List.of(sequences));
  }

  static Example example(Task task, String id, String label, TokenSequence... sequences) {
    return new Example(id, task.name(), task.version(), label, null, 1, List.of(sequences));
  }

  static void put(Pools pools, Example example) {
    pools.example(key(example), Topics.EXAMPLES.codec().encode(example));
  }

  static byte[] key(Example example) {
    return Topic.key(Example.key(example.task(), example.id()));
  }
}

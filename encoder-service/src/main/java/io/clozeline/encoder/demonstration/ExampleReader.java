package io.clozeline.encoder.demonstration;

import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.Sequence;
import io.clozeline.events.Example;
import io.clozeline.events.TokenSequence;
import io.clozeline.events.demonstration.Demonstration;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.events.task.Task;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Makes what a prompt shows out of an example: the sequences of its first window, one for each
 * pattern, without their {@code [CLS]} and with the first word of the example's label in their
 * masks; masks that the word does not need are left out.
 */
final class ExampleReader {
  private final ModelInfo model;

  ExampleReader(ModelInfo model) {
    this.model = model;
  }

  /**
   * The example as {@code task} shows it.
   *
   * @throws EventException when it has no sequence for a pattern, or one that the model cannot read
   */
  PooledExample read(Example example, Task task) {
    List<TokenSequence> sequences = example.sequences();
    int patterns = task.patterns();
    int label = task.label(example.label());
    if (label < 0 || sequences.size() < patterns) {
      throw refused("the example is not of the task's labels and patterns");
    }
    int[] word = task.words()[label][0];
    int[][] demonstrations =
        IntStream.range(0, patterns)
            .mapToObj(pattern -> demonstration(sequences.get(pattern), word))
            .toArray(int[][]::new);
    return new PooledExample(example.id(), query(sequences.get(0)), demonstrations);
  }

  /** A text's or an example's sequence, of which only the first mask's vector is asked for. */
  static Sequence query(TokenSequence sequence) {
    int[] first = {sequence.selected()[0]};
    return new Sequence(sequence.inputIds(), sequence.typeIds(), first);
  }

  private int[] demonstration(TokenSequence sequence, int[] word) {
    check(sequence);
    return Demonstration.of(sequence.inputIds(), sequence.selected(), word);
  }

  private void check(TokenSequence sequence) {
    boolean readable =
        sequence.length() <= model.maxPositions()
            && IntStream.of(sequence.inputIds()).allMatch(id -> id >= 0 && id < model.vocabulary())
            && IntStream.of(sequence.typeIds()).allMatch(type -> type == 0 || type == 1);
    if (!readable) {
      throw refused("the model cannot read the example's sequences");
    }
  }

  private static EventException refused(String cause) {
    return new EventException(ErrorCode.MALFORMED_BINARY, cause);
  }
}

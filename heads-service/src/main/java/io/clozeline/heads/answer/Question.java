package io.clozeline.heads.answer;

import io.clozeline.events.EncodedText;
import io.clozeline.events.task.TaskDefinition;
import java.util.stream.Stream;

/**
 * A text to answer, with all that has a say.
 *
 * @param task in the version that made the text's sequences
 * @param adapter the one that the text was encoded under, null for the base model
 */
public record Question(EncodedText text, KnownTask task, AdapterHead adapter) {
  public TaskDefinition definition() {
    return task.task().definition();
  }

  /** Whether the answer has to be freed of the base model's bias. */
  public boolean calibrated() {
    return adapter == null && task.calibrated();
  }

  /** Every selected vector of every sequence, in order, [hidden] each. */
  public Stream<float[]> vectors() {
    return text.sequences().stream()
        .flatMap(
            sequence ->
                java.util.stream.IntStream.range(0, sequence.selected())
                    .mapToObj(sequence::vector));
  }
}

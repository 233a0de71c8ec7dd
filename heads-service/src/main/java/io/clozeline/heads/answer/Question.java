package io.clozeline.heads.answer;

import io.clozeline.bert.head.LinearHead;
import io.clozeline.events.EncodedText;
import io.clozeline.events.Rung;
import io.clozeline.events.task.Calibration;
import io.clozeline.events.task.TaskDefinition;
import java.util.Optional;
import java.util.stream.IntStream;
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

  /** How the answer is freed of the base model's bias: an adapter answers as it was trained. */
  public Calibration calibration() {
    return adapter == null ? task.calibration() : Calibration.NONE;
  }

  /** The linear head that was trained for what the task asks; empty where there is none yet. */
  public Optional<LinearHead> trained() {
    var outputs = definition().outputs();
    return Optional.ofNullable(adapter)
        .filter(head -> head.labels().equals(outputs))
        .map(AdapterHead::classifier);
  }

  /** What it is answered by; null where nothing has been learnt yet. */
  public Rung rung() {
    if (adapter != null) {
      return adapter.classifier() == null ? Rung.PROMPT : Rung.LINEAR;
    }
    return !definition().masked()
        ? null
        : text.draws() == null ? Rung.ZERO_SHOT : Rung.DEMONSTRATIONS;
  }

  /** Every selected vector of every sequence, in order, [hidden] each. */
  public Stream<float[]> vectors() {
    return text.sequences().stream()
        .flatMap(sequence -> IntStream.range(0, sequence.selected()).mapToObj(sequence::vector));
  }
}

package io.clozeline.trainer.examples;

import io.clozeline.bert.Sequence;
import io.clozeline.bert.training.LabelledSequence;
import io.clozeline.events.TokenSequence;
import io.clozeline.events.task.Task;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that one run trains on, taken at one moment. Every sequence of an example, one for
 * each pattern and for each window that the tokenizer chose, counts by itself.
 */
public record TrainingSet(Tally tally, List<LabelledSequence> sequences) {
  public TrainingSet {
    sequences = List.copyOf(sequences);
  }

  /** Takes the usable examples of {@code task}. */
  public static TrainingSet of(ExampleMemory memory, Task task, long trainedThrough) {
    var counter = new Tally.Counter(task, trainedThrough);
    var sequences = new ArrayList<LabelledSequence>();
    memory.each(
        task.name(),
        kept -> {
          if (counter.add(kept)) {
            int label = task.label(kept.label());
            kept.example().sequences().forEach(s -> sequences.add(labelled(s, label)));
          }
        });
    return new TrainingSet(counter.tally(), sequences);
  }

  private static LabelledSequence labelled(TokenSequence sequence, int label) {
    int[] read = {sequence.selected()[0]};
    return new LabelledSequence(new Sequence(sequence.inputIds(), sequence.typeIds(), read), label);
  }
}

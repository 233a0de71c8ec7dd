package io.clozeline.trainer.examples;

import io.clozeline.bert.training.LabelledSequence;
import io.clozeline.events.task.Task;
import io.clozeline.trainer.kind.KindTraining;
import io.clozeline.trainer.kind.KindTrainings;
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

  /** Takes the usable examples of {@code task}; one that does not fit its kind is left out. */
  public static TrainingSet of(ExampleMemory memory, Task task, long trainedThrough) {
    var counter = new Tally.Counter(task, trainedThrough);
    var sequences = new ArrayList<LabelledSequence>();
    KindTraining training = KindTrainings.of(task);
    memory.each(
        task.name(),
        kept -> {
          if (!kept.usableBy(task)) {
            counter.leaveOut();
            return;
          }
          List<LabelledSequence> lessons = training.lessons(kept.example(), task);
          if (lessons.isEmpty()) {
            counter.leaveOut();
          } else {
            counter.add(kept);
            sequences.addAll(lessons);
          }
        });
    return new TrainingSet(counter.tally(), sequences);
  }
}

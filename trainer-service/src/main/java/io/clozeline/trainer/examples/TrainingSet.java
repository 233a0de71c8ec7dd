package io.clozeline.trainer.examples;

import io.clozeline.bert.training.LabelledSequence;
import io.clozeline.events.Example;
import io.clozeline.events.task.Task;
import io.clozeline.trainer.kind.KindTraining;
import io.clozeline.trainer.kind.KindTrainings;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that one run trains on, taken at one moment. Every sequence of an example, one for
 * each pattern and for each window that the tokenizer chose, counts by itself.
 */
public record TrainingSet(Tally tally, List<Taught> examples) {
  public TrainingSet {
    examples = List.copyOf(examples);
  }

  /** Takes the usable examples of {@code task}; one that does not fit its kind is left out. */
  public static TrainingSet of(ExampleMemory memory, Task task, long trainedThrough) {
    var counter = new Tally.Counter(task, trainedThrough);
    var examples = new ArrayList<Taught>();
    KindTraining training = KindTrainings.of(task);
    memory.each(
        task.name(),
        kept -> {
          if (!kept.usableBy(task)) {
            counter.leaveOut();
            return;
          }
          Example example = kept.example();
          List<LabelledSequence> lessons = training.lessons(example, task);
          if (lessons.isEmpty()) {
            counter.leaveOut();
          } else {
            counter.add(kept);
            examples.add(new Taught(example.id(), kept.offset(), kept.label(), lessons));
          }
        });
    return new TrainingSet(counter.tally(), examples);
  }

  /** The same, but with some of its examples alone. */
  public TrainingSet of(List<Taught> some) {
    return new TrainingSet(tally, some);
  }

  /** Those of all examples, example by example. */
  public List<LabelledSequence> sequences() {
    return examples.stream().flatMap(example -> example.sequences().stream()).toList();
  }
}

package io.clozeline.trainer.demonstration;

import io.clozeline.bert.Sequence;
import io.clozeline.bert.training.LabelledSequence;
import io.clozeline.events.demonstration.Demonstration;
import io.clozeline.events.task.Demonstrations;
import io.clozeline.events.task.Task;
import io.clozeline.trainer.examples.Taught;
import io.clozeline.trainer.examples.TrainingSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Shows each example beside others of its set, drawn at random (Gao et al. 2021, section 6.1), and
 * alone, as the encoder will show texts. A few examples are shown in several draws.
 */
public final class Demonstrating {
  /** Up to so many sequences, further draws add something. */
  private static final int ENOUGH = 1_000;

  private static final int MOST_DRAWS = 8;

  private final Task task;
  private final TrainingSet set;
  private final Demonstrations settings;
  private final int patterns;
  private final int tokens;
  private final Random random;
  private final List<List<Taught>> byLabel = new ArrayList<>();

  /**
   * Shows what {@code set} has.
   *
   * @param positions that the model reads at once
   * @param seed the same seed and set give the same prompts
   */
  public Demonstrating(Task task, TrainingSet set, int positions, long seed) {
    this.task = task;
    this.set = set;
    this.settings = task.definition().prompt().demonstrations();
    this.patterns = task.patterns();
    this.tokens = Math.min(settings.tokens(), positions);
    this.random = new Random(seed);
    task.definition().labels().forEach(label -> byLabel.add(new ArrayList<>()));
    for (Taught example : set.examples()) {
      if (example.sequences().size() >= patterns) {
        byLabel.get(task.label(example.label())).add(example);
      }
    }
  }

  /** The sequences of the set, in each draw with demonstrations and without. */
  public List<LabelledSequence> examples() {
    int plain = Math.max(1, set.sequences().size());
    int draws = Math.max(1, Math.min(MOST_DRAWS, ENOUGH / plain));
    List<LabelledSequence> shown = new ArrayList<>();
    for (int draw = 0; draw < draws; draw++) {
      set.examples().forEach(example -> shown.addAll(show(example)));
      shown.addAll(set.sequences());
    }
    return shown;
  }

  /** A sequence of a text that is not in the set, with demonstrations. */
  public LabelledSequence text(LabelledSequence plain, int pattern) {
    return show(plain, null, pattern);
  }

  /** An example that is not in the set, as it would be served: with demonstrations, and alone. */
  public Taught shown(Taught apart) {
    List<LabelledSequence> both = new ArrayList<>(show(apart));
    both.addAll(apart.sequences());
    return new Taught(apart.id(), apart.offset(), apart.label(), both);
  }

  private List<LabelledSequence> show(Taught example) {
    List<LabelledSequence> shown = new ArrayList<>();
    for (int i = 0; i < example.sequences().size(); i++) {
      shown.add(show(example.sequences().get(i), example.id(), i % patterns));
    }
    return shown;
  }

  private LabelledSequence show(LabelledSequence plain, String id, int pattern) {
    int[] ids = Demonstration.behind(plain.sequence().inputIds(), drawn(id, pattern), tokens);
    int[] types = Demonstration.segments(plain.sequence().typeIds(), ids.length);
    var sequence = new Sequence(ids, types, plain.sequence().selected());
    return new LabelledSequence(sequence, plain.classes(), plain.targets());
  }

  /** Of each label some others, label by label, the labels in a drawn order. */
  private List<int[]> drawn(String id, int pattern) {
    List<Integer> labels = new ArrayList<>();
    for (int label = 0; label < byLabel.size(); label++) {
      labels.add(label);
    }
    Collections.shuffle(labels, random);
    List<int[]> drawn = new ArrayList<>();
    for (int i = 0; i < settings.perLabel(); i++) {
      for (int label : labels) {
        List<Taught> candidates = byLabel.get(label);
        if (!candidates.isEmpty()) {
          Taught one = candidates.get(random.nextInt(candidates.size()));
          if (!one.id().equals(id)) {
            drawn.add(demonstration(one, pattern, label));
          }
        }
      }
    }
    return drawn;
  }

  private int[] demonstration(Taught example, int pattern, int label) {
    Sequence sequence = example.sequences().get(pattern).sequence();
    return Demonstration.of(sequence.inputIds(), sequence.selected(), task.words()[label][0]);
  }
}

package io.clozeline.trainer.examples;

import io.clozeline.bert.training.LabelledSequence;
import io.clozeline.events.Example;
import io.clozeline.events.task.Task;
import io.clozeline.trainer.kind.KindTraining;
import io.clozeline.trainer.kind.KindTrainings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;

/**
 * Everything that one run trains on, as it stands when it is taken. Every sequence of an example,
 * one for each pattern and for each window that the tokenizer chose, counts by itself.
 *
 * @param tally of all examples of the task, those included that were not chosen
 */
public record TrainingSet(Tally tally, List<Taught> examples) {
  public TrainingSet {
    examples = List.copyOf(examples);
  }

  /**
   * Takes the usable examples of {@code task}, as many as a run of it learns from; one that does
   * not fit its kind is left out.
   */
  public static TrainingSet of(ExampleMemory memory, Task task, long trainedThrough) {
    LongPredicate chosen = chosen(memory, task);
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
          if (!chosen.test(kept.offset())) {
            counter.add(kept);
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

  private static LongPredicate chosen(ExampleMemory memory, Task task) {
    var replay = new Replay();
    memory.each(
        task.name(),
        kept -> {
          if (kept.usableBy(task)) {
            replay.add(kept.label(), kept.offset());
          }
        });
    return replay.choose(task.definition().learning().mostExamples());
  }

  /** The same, but with some of its examples alone. */
  public TrainingSet of(List<Taught> some) {
    return new TrainingSet(tally, some);
  }

  /** Those of all examples, example by example. */
  public List<LabelledSequence> sequences() {
    return examples.stream().flatMap(example -> example.sequences().stream()).toList();
  }

  /** Where the first of its examples stood in the task's partition; -1 without any. */
  public long firstOffset() {
    return examples.stream().mapToLong(Taught::offset).min().orElse(-1);
  }

  /**
   * Says which examples these are: sha-256, in hex, of a line for each in the order of their
   * offsets: the offset, a space, the document's id and a line feed, in UTF-8.
   */
  public String digest() {
    MessageDigest sha = sha256();
    examples.stream()
        .sorted(Comparator.comparingLong(Taught::offset))
        .map(one -> one.offset() + " " + one.id() + "\n")
        .forEach(line -> sha.update(line.getBytes(StandardCharsets.UTF_8)));
    return HexFormat.of().formatHex(sha.digest());
  }

  /** How many of its examples {@code memory} does not have any more, not even with other labels. */
  public int erased(ExampleMemory memory, Task task) {
    Set<Long> missing = new HashSet<>();
    examples.forEach(one -> missing.add(one.offset()));
    Set<String> newer = new HashSet<>();
    memory.each(
        task.name(),
        kept -> {
          if (!missing.remove(kept.offset()) && kept.offset() > tally.newest()) {
            newer.add(kept.example().id());
          }
        });
    return (int)
        examples.stream()
            .filter(one -> missing.contains(one.offset()) && !newer.contains(one.id()))
            .count();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

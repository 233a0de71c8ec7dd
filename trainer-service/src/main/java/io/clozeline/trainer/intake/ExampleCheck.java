package io.clozeline.trainer.intake;

import io.clozeline.events.Example;
import io.clozeline.events.Limits;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.events.stage.Incoming;
import io.clozeline.events.stage.Outgoing;
import io.clozeline.events.stage.StageLogic;
import io.clozeline.events.task.Vocabulary;
import io.clozeline.events.topic.Topic;
import io.clozeline.events.topic.Topics;
import io.clozeline.trainer.examples.Kept;
import io.clozeline.trainer.kind.Sequences;
import java.util.Objects;
import java.util.function.IntSupplier;

/**
 * Makes what is kept of a record, or refuses one that no run could train on: a bad example must not
 * fail the training of the good ones.
 */
public final class ExampleCheck implements StageLogic<Kept> {
  private final Vocabulary vocabulary;
  private final IntSupplier partitions;

  /**
   * A check against the base model's vocabulary.
   *
   * @param partitions of the topic; asked when the first record is there
   */
  public ExampleCheck(Vocabulary vocabulary, IntSupplier partitions) {
    this.vocabulary = Objects.requireNonNull(vocabulary);
    this.partitions = Objects.requireNonNull(partitions);
  }

  @Override
  public Outgoing<Kept> apply(Incoming incoming) {
    String key = Topic.key(incoming.key());
    requirePlace(key, incoming.origin().partition());
    return new Outgoing<>(key, incoming.value() == null ? null : kept(key, incoming));
  }

  private void requirePlace(String key, int partition) {
    int slash = key == null ? -1 : key.indexOf('/');
    if (slash < 1
        || !Limits.TASK_NAME.matcher(key.substring(0, slash)).matches()
        || Topic.key(key).length > slash + 1 + Limits.ID_BYTES) {
      throw new EventException(ErrorCode.KEY_MISMATCH, "the key is not task/document id");
    }
    String task = Example.taskOf(key);
    if (partition != Example.partition(task, partitions.getAsInt())) {
      throw new EventException(
          ErrorCode.KEY_MISMATCH, "the record is not in the partition of the task's examples");
    }
  }

  private Kept kept(String key, Incoming incoming) {
    Example example = Topics.EXAMPLES.codec().decode(incoming.value());
    if (!key.equals(Example.key(example.task(), example.id()))) {
      throw new EventException(
          ErrorCode.KEY_MISMATCH, "the key is not the example's task/document id");
    }
    if (example.label().length() > Limits.NAME_CHARS
        || example.taskVersion().length() > Limits.NAME_CHARS) {
      throw invalid(
          "the label or the task's version has over " + Limits.NAME_CHARS + " characters");
    }
    if (example.sequences().isEmpty()) {
      throw invalid("the example has no sequence");
    }
    example.sequences().forEach(sequence -> Sequences.requireReadable(sequence, vocabulary));
    if (example.targets() != null) {
      example.targets().forEach(this::requireTargets);
    }
    return new Kept(
        incoming.origin().offset(), example.taskVersion(), example.label(), incoming.value());
  }

  /** Tags, places in a sequence and words: no target of any kind is beyond those. */
  private void requireTargets(int[] targets) {
    int most = Math.max(vocabulary.size(), vocabulary.maxPositions());
    for (int target : targets) {
      if (target < -1 || target >= most) {
        throw invalid("a target is " + target);
      }
    }
  }

  private static EventException invalid(String cause) {
    return new EventException(ErrorCode.INVALID_FIELD, cause);
  }
}

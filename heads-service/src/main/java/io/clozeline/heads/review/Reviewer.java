package io.clozeline.heads.review;

import io.clozeline.events.Annotation;
import io.clozeline.events.Encoding;
import io.clozeline.events.Review;
import io.clozeline.events.task.Reviews;
import io.clozeline.heads.answer.Question;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;

/**
 * Makes reviews of the annotations of one partition. Each partition spends its part of a task's
 * budget: documents are spread over them by their ids.
 */
public final class Reviewer {
  private final int partition;
  private final IntSupplier partitions;
  private final ReviewMemory memory;
  private final InstantSource clock;
  private final ReviewListener listener;
  private final Set<String> reviewed = new HashSet<>();

  /**
   * @param partition whose texts are offered
   * @param partitions how many there are; asked when the first text is offered
   */
  public Reviewer(
      int partition,
      IntSupplier partitions,
      ReviewMemory memory,
      InstantSource clock,
      ReviewListener listener) {
    this.partition = partition;
    this.partitions = partitions;
    this.memory = memory;
    this.clock = clock;
    this.listener = listener;
  }

  /** The review of a text that is worth a label and was asked for; empty for most texts. */
  public Optional<Review> review(Question question, Annotation annotation) {
    String task = annotation.task();
    Reviews plan = question.definition().review();
    if (plan == null) {
      if (reviewed.remove(task)) {
        listener.ended(partition, task);
      }
      return Optional.empty();
    }
    reviewed.add(task);
    var selection = new Selection(task, plan, 1.0 / partitions.getAsInt(), memory);
    var candidate =
        new Candidate(
            annotation.id(), annotation.uncertainty(), () -> mean(question.text().sequences()));
    Verdict verdict = selection.offer(candidate, clock.millis());
    listener.offered(partition, task, verdict);
    return Optional.ofNullable(verdict.chosen()).map(c -> review(annotation, plan, c));
  }

  /** The partition is somebody else's from now on. */
  public void close() {
    reviewed.forEach(task -> listener.ended(partition, task));
    reviewed.clear();
  }

  private Review review(Annotation annotation, Reviews plan, Chosen chosen) {
    return new Review(
        annotation.id(),
        annotation.task(),
        annotation,
        plan.strategy().text(),
        chosen.score(),
        chosen.threshold(),
        chosen.similarity(),
        chosen.reason(),
        clock.instant());
  }

  /**
   * The mean of the first sequence's vectors, [hidden]: that of {@code [CLS]} or of the mask, or
   * those of the words; null where it has none.
   */
  private static float[] mean(List<Encoding> sequences) {
    if (sequences.isEmpty() || sequences.get(0).selected() == 0) {
      return null;
    }
    Encoding first = sequences.get(0);
    float[] sum = first.vector(0);
    for (int i = 1; i < first.selected(); i++) {
      float[] vector = first.vector(i);
      for (int j = 0; j < sum.length; j++) {
        sum[j] += vector[j];
      }
    }
    return sum; // its direction is the mean's
  }
}

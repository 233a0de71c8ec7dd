package io.clozeline.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * The pointer that says which adapter is live for a task, on the compacted topic {@code releases}
 * under the task's name.
 *
 * @param digest the live adapter, null for the base model alone
 * @param previous the adapter that was live before, null for the base model
 * @param metrics of the training run, for example {@code loss} and {@code seconds}
 * @param reason one sentence for a person
 * @param examples how many examples it was trained on
 * @param trainedThrough the last offset of the task's partition of {@code examples} that it has
 *     seen
 * @param firstOffset of the examples it was trained on; null where no run has made it
 * @param examplesDigest says which examples these are: sha-256, in hex, of a line for each in the
 *     order of their offsets: the offset, a space, the document's id and a line feed, in UTF-8.
 *     Null where no run has made it
 * @param rung what the task answers by under it; null where no run has made it
 * @param challenger an adapter that rides along before it goes live; null for none
 * @param demonstrations whether the task's prompt shows its demonstrations; null for as the task
 *     says, see {@link io.clozeline.events.task.Task#shows}
 * @param previousDemonstrations the same of what was live before: an adapter's digest says nothing
 *     of it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Release(
    String task,
    String digest,
    String previous,
    Map<String, Double> metrics,
    String reason,
    int examples,
    long trainedThrough,
    Instant at,
    Long firstOffset,
    String examplesDigest,
    Rung rung,
    Challenger challenger,
    Boolean demonstrations,
    Boolean previousDemonstrations) {
  public Release {
    Fields.task(task);
    Fields.required(at, "at");
    Fields.optionalWord(digest, "digest");
    Fields.optionalWord(previous, "previous");
    Fields.optionalWord(reason, "reason");
    Fields.optionalWord(examplesDigest, "examplesDigest");
    metrics = metrics == null ? Map.of() : Fields.copy(metrics, "metrics");
    metrics.values().forEach(value -> Fields.finite(value, "metrics", ErrorCode.INVALID_FIELD));
    if (challenger != null && !task.equals(challenger.release().task())) {
      throw new EventException(
          ErrorCode.INVALID_FIELD, "the challenger is of the task " + challenger.release().task());
    }
  }

  /** One that says nothing of demonstrations. */
  public Release(
      String task,
      String digest,
      String previous,
      Map<String, Double> metrics,
      String reason,
      int examples,
      long trainedThrough,
      Instant at,
      Long firstOffset,
      String examplesDigest,
      Rung rung,
      Challenger challenger) {
    this(
        task,
        digest,
        previous,
        metrics,
        reason,
        examples,
        trainedThrough,
        at,
        firstOffset,
        examplesDigest,
        rung,
        challenger,
        null,
        null);
  }

  /** One that no run has made. */
  public Release(
      String task,
      String digest,
      String previous,
      Map<String, Double> metrics,
      String reason,
      int examples,
      long trainedThrough,
      Instant at) {
    this(
        task,
        digest,
        previous,
        metrics,
        reason,
        examples,
        trainedThrough,
        at,
        null,
        null,
        null,
        null);
  }

  /** The base model alone, for a task that has no release yet; it shows no demonstrations. */
  public static Release base(String task, Instant at) {
    return new Release(task, null, null, null, null, 0, -1, at).showing(false, false);
  }

  /** The same, but with other words on demonstrations: under it, and under the one before. */
  public Release showing(Boolean now, Boolean before) {
    return copy(challenger, now, before);
  }

  /** The same, but with another challenger; null for none. */
  public Release with(Challenger other) {
    return copy(other, demonstrations, previousDemonstrations);
  }

  private Release copy(Challenger beside, Boolean now, Boolean before) {
    return new Release(
        task,
        digest,
        previous,
        metrics,
        reason,
        examples,
        trainedThrough,
        at,
        firstOffset,
        examplesDigest,
        rung,
        beside,
        now,
        before);
  }

  /** The same, but live from {@code when} on, after {@code before}, and for {@code why}. */
  public Release after(Release before, String why, Instant when) {
    return new Release(
        task,
        digest,
        before.digest,
        metrics,
        why,
        examples,
        trainedThrough,
        when,
        firstOffset,
        examplesDigest,
        rung,
        null,
        demonstrations,
        before.demonstrations);
  }

  /** The one before, live again from {@code when} on and for {@code why}, see {@link #to}. */
  public Release back(String why, Instant when) {
    return to(previous, why, when);
  }

  /**
   * Another adapter of the task, live instead from {@code when} on and for {@code why}. What was
   * live before has demonstrations shown if it had then; of older ones no release says that any
   * more, and they are served without, which each has learnt, too.
   *
   * @param other its digest, null for the base model
   */
  public Release to(String other, String why, Instant when) {
    return new Release(task, other, digest, null, why, examples, trainedThrough, when)
        .showing(shown(other), demonstrations);
  }

  private Boolean shown(String other) {
    if (Objects.equals(previous, other)) {
      return previousDemonstrations;
    }
    return Objects.equals(digest, other) ? demonstrations : Boolean.FALSE;
  }
}

package io.clozeline.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.clozeline.events.error.ErrorCode;
import java.time.Instant;

/**
 * How right an answer was that a person has spoken about, and how the task stands with it, on the
 * topic {@code evaluations} under the task's name (prequential evaluation, Gama et al. 2013).
 *
 * @param id of the document
 * @param adapter the digest of what answered, null for the base model
 * @param agreement how right the answer was: 1 or 0 where it has one label; else the share that was
 *     right
 * @param slice what the right answer is counted as, for example its label
 * @param shadow how right a challenger was that rode along, null where none did
 * @param drift true where the error has changed more than by chance: the alarm of this moment
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Evaluation(
    String id,
    String task,
    String adapter,
    double agreement,
    String slice,
    Prequential prequential,
    Shadow shadow,
    Boolean drift,
    Instant servedAt,
    Instant labelledAt) {
  public Evaluation {
    Fields.documentId(id);
    Fields.task(task);
    Fields.optionalWord(adapter, "adapter");
    Fields.word(slice, "slice");
    Fields.finite(agreement, "agreement", ErrorCode.INVALID_FIELD);
    Fields.required(prequential, "prequential");
    Fields.required(servedAt, "servedAt");
    Fields.required(labelledAt, "labelledAt");
  }

  /**
   * Means of the agreement, each 0 to 1, this document counted.
   *
   * @param window of the newest labelled documents
   * @param windowSize how many those are
   * @param fading of all, each with less weight than the one after it
   * @param release of those that this adapter answered
   * @param releaseSize how many those are
   */
  public record Prequential(
      double window, int windowSize, double fading, double release, long releaseSize) {
    public Prequential {
      Fields.finite(window, "window", ErrorCode.INVALID_FIELD);
      Fields.finite(fading, "fading", ErrorCode.INVALID_FIELD);
      Fields.finite(release, "release", ErrorCode.INVALID_FIELD);
    }
  }
}

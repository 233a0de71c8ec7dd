package io.clozeline.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.clozeline.events.error.ErrorCode;
import java.time.Instant;

/**
 * A text that is worth a label, on the topic {@code review} under the document's id. Whoever labels
 * it answers with a {@link Feedback} of that id.
 *
 * <p>The text itself stands on {@code texts} under the same key, in a record of the same timestamp
 * as this one's: what heads reads are vectors, and the few texts that are sent do not pay for
 * carrying all of them through the chain.
 *
 * @param annotation what was answered, with all that a labelling tool may show beforehand
 * @param strategy what made it worth it: margin, entropy or random
 * @param score how much so, 0 to 1: one less the margin, or the entropy; 0 for random
 * @param threshold the score that was asked of texts at that time
 * @param similarity the cosine between its vector and the nearest of those that were sent lately;
 *     null where none was compared
 * @param reason one sentence for a person
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Review(
    String id,
    String task,
    Annotation annotation,
    String strategy,
    double score,
    double threshold,
    Double similarity,
    String reason,
    Instant at) {
  public Review {
    Fields.documentId(id);
    Fields.task(task);
    Fields.required(annotation, "annotation");
    if (!annotation.id().equals(id) || !annotation.task().equals(task)) {
      throw Fields.invalid("the field \"annotation\" is of another document or task");
    }
    Fields.word(strategy, "strategy");
    Fields.finite(score, "score", ErrorCode.INVALID_FIELD);
    Fields.finite(threshold, "threshold", ErrorCode.INVALID_FIELD);
    if (similarity != null) {
      Fields.finite(similarity, "similarity", ErrorCode.INVALID_FIELD);
    }
    Fields.word(reason, "reason");
    Fields.required(at, "at");
  }
}

package io.clozeline.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;

/**
 * A part of a text, in UTF-16 units; of a pair, of its second text. It holds one unit or more.
 *
 * @param start the first
 * @param end one after the last
 * @param label what it is, where the kind of task says so
 * @param score its probability; null in feedback
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TextSpan(Integer start, Integer end, String label, Double score) {
  public TextSpan {
    Fields.required(start, "start");
    Fields.required(end, "end");
    if (start < 0 || end <= start) {
      throw new EventException(ErrorCode.SPAN_OUTSIDE, "a span goes from " + start + " to " + end);
    }
    Fields.name(label, "label");
    if (score != null) {
      Fields.finite(score, "score", ErrorCode.MODEL_FAILURE);
    }
  }

  /** A part that a person names. */
  public static TextSpan of(int start, int end, String label) {
    return new TextSpan(start, end, label, null);
  }
}

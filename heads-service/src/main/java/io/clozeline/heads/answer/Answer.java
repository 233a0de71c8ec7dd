package io.clozeline.heads.answer;

import io.clozeline.events.Annotation.Fill;
import io.clozeline.events.Annotation.Uncertainty;
import io.clozeline.events.TextSpan;
import java.util.List;
import java.util.Map;

/**
 * What a kind of task makes of a question. A kind has a record of its own with what it says; all
 * else stays null. The fields are as in {@link io.clozeline.events.Annotation}.
 */
public interface Answer {
  /** How unsure the answer is; null for a kind that cannot tell. */
  Uncertainty uncertainty();

  /** The digest of the head, null for one without weights of its own. */
  default String head() {
    return null;
  }

  default String label() {
    return null;
  }

  default Map<String, Double> scores() {
    return null;
  }

  default List<String> labels() {
    return null;
  }

  default Double value() {
    return null;
  }

  default List<TextSpan> tags() {
    return null;
  }

  default List<TextSpan> spans() {
    return null;
  }

  default List<List<Fill>> fills() {
    return null;
  }
}

package io.clozeline.heads.review;

import io.clozeline.events.Annotation.Uncertainty;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * A text that may be worth a label.
 *
 * @param uncertainty of its annotation; null where that tells none
 * @param vector what the text means, [hidden]; null for none. Asked for only where it matters
 */
public record Candidate(String id, Uncertainty uncertainty, Supplier<float[]> vector) {
  public Candidate {
    Objects.requireNonNull(id);
    Objects.requireNonNull(vector);
  }
}

package io.clozeline.heads.answer;

import io.clozeline.events.Annotation.Uncertainty;

/** The answer to a question whose head nobody has trained yet: nothing, and as unsure as can be. */
public record Unlearned() implements Answer {
  /** As unsure as can be. */
  public static final Uncertainty UNCERTAINTY = new Uncertainty(0, 1);

  @Override
  public Uncertainty uncertainty() {
    return UNCERTAINTY;
  }
}

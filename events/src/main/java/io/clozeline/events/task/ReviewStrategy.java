package io.clozeline.events.task;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What makes a text worth labelling. */
public enum ReviewStrategy {
  /** The two likeliest answers are about as likely (Scheffer et al. 2001). */
  MARGIN,
  /** The probabilities say little (Shannon's entropy; Settles and Craven 2008). */
  ENTROPY,
  /** Nothing but the lot: what the others are measured against. */
  RANDOM;

  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  static ReviewStrategy of(String text) {
    for (ReviewStrategy strategy : values()) {
      if (strategy.text().equals(text)) {
        return strategy;
      }
    }
    throw Refusals.refuse(
        "unknown review strategy \"" + text + "\"; known are margin, entropy, random");
  }
}

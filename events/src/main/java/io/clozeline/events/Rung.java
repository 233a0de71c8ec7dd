package io.clozeline.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a task answers by: it climbs as there is more to learn from. */
public enum Rung {
  /** The masked-LM head of the base model. */
  ZERO_SHOT,
  /** The same, with labelled examples shown beside the text. */
  DEMONSTRATIONS,
  /** The masked-LM head, over an adapter that was trained for it. */
  PROMPT,
  /** A linear head that was trained together with its adapter. */
  LINEAR;

  /** As in JSON, for example {@code zero-shot}. */
  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Null for a word of a later version. */
  @JsonCreator
  static Rung of(String text) {
    for (Rung rung : values()) {
      if (rung.text().equals(text)) {
        return rung;
      }
    }
    return null;
  }
}

package io.clozeline.events.task;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What is done about the label words that the base model likes too much. */
public enum Calibration {
  /** Nothing. */
  NONE,
  /**
   * The running label prior of the task's own stream is divided away (after Zhao et al. 2021, Zhou
   * et al. 2024).
   */
  ONLINE,
  /** The answer to content-free texts is divided away (Zhao et al. 2021). */
  CONTEXTUAL;

  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  static Calibration of(String text) {
    for (Calibration calibration : values()) {
      if (calibration.text().equals(text)) {
        return calibration;
      }
    }
    throw Refusals.refuse(
        "unknown calibration \"" + text + "\"; known are none, online, contextual");
  }
}

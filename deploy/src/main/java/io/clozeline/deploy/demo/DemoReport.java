package io.clozeline.deploy.demo;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What the demonstration found, as its last line says it.
 *
 * @param texts sent, over both passes
 * @param accuracyBefore without a label, on the sentences that are never fed back
 * @param accuracyAfter on the same sentences, after the training
 * @param textsPerSecond over both passes
 * @param secondsToFirstAnnotation from the start of the command
 */
@JsonPropertyOrder({
  "texts",
  "annotations",
  "deadLetters",
  "accuracyBefore",
  "accuracyAfter",
  "textsPerSecond",
  "secondsToFirstAnnotation"
})
public record DemoReport(
    int texts,
    int annotations,
    int deadLetters,
    double accuracyBefore,
    double accuracyAfter,
    double textsPerSecond,
    double secondsToFirstAnnotation) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public DemoReport {
    accuracyBefore = rounded(accuracyBefore, 4);
    accuracyAfter = rounded(accuracyAfter, 4);
    textsPerSecond = rounded(textsPerSecond, 1);
    secondsToFirstAnnotation = rounded(secondsToFirstAnnotation, 1);
  }

  /** One line of JSON. */
  public String line() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of our own cannot be written as JSON", e);
    }
  }

  private static double rounded(double value, int digits) {
    double scale = Math.pow(10, digits);
    return Math.round(value * scale) / scale;
  }
}

package io.clozeline.deploy.evaluate.suite;

import java.util.Locale;
import java.util.Objects;

/**
 * A figure that somebody published.
 *
 * @param value times 100
 * @param metric by its name here
 * @param what which model, how taught, on which part of the data
 * @param paper where it stands
 */
public record Published(Double value, String metric, String what, String paper) {
  public Published {
    Objects.requireNonNull(value, "a published figure has no value");
    Objects.requireNonNull(metric, "a published figure has no metric");
    Objects.requireNonNull(what, "a published figure does not say what it is of");
    Objects.requireNonNull(paper, "a published figure does not say where it stands");
  }

  /** In one line. */
  public String text() {
    return String.format(Locale.ROOT, "%.1f %s (%s; %s)", value, metric, what, paper);
  }
}

package io.clozeline.deploy.evaluate.suite;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.clozeline.deploy.evaluate.Result;
import java.time.Instant;

/**
 * What became of one run of a suite.
 *
 * @param run its name: the set, the head that was asked for, and the seed
 * @param result null when it failed
 * @param error why it failed; null when it did not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Outcome(String set, String run, Result result, String error, Instant at) {
  /** Whether it has a result. */
  @JsonIgnore
  public boolean good() {
    return result != null;
  }
}

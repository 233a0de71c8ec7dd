package io.clozeline.trainer.gate;

import java.util.Objects;

/**
 * What champion and challenger made of one example that neither has learnt from.
 *
 * @param slice what the example is counted as, for example its label
 * @param recent whether it is of the newest examples
 * @param champion how right the champion was, 0 to 1
 * @param challenger how right the challenger was
 */
public record Tested(String slice, boolean recent, double champion, double challenger) {
  public Tested {
    Objects.requireNonNull(slice);
  }
}

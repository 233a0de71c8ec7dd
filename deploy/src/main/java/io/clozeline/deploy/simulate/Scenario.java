package io.clozeline.deploy.simulate;

import java.util.List;

/**
 * What a stream is like.
 *
 * @param texts how many
 * @param labelled the share of them that somebody labels, 0 to 1
 * @param delay a label comes when that many further texts have been answered
 * @param noise stretches with wrong labels
 * @param detours stretches from other sets
 * @param seed another one draws other rows, in another order, with other labels
 */
public record Scenario(
    int texts, double labelled, int delay, List<Noise> noise, List<Detour> detours, long seed) {
  public Scenario {
    if (texts < 1) {
      throw new IllegalArgumentException("a stream has a text at least");
    }
    if (!(labelled >= 0 && labelled <= 1)) {
      throw new IllegalArgumentException("the share of labelled texts goes from 0 to 1");
    }
    if (delay < 0) {
      throw new IllegalArgumentException("a label cannot come before its text");
    }
    noise = List.copyOf(noise);
    detours = List.copyOf(detours);
  }
}

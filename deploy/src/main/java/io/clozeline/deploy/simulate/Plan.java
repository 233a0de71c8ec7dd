package io.clozeline.deploy.simulate;

import io.clozeline.deploy.evaluate.data.ItemSet;
import java.util.List;

/**
 * How a stream is replayed.
 *
 * @param perSecond texts; 0 for as fast as they are answered
 * @param live whether the stream goes on while the trainer learns
 * @param exam rows to score beside the stream; null for none
 * @param examEachLesson whether they are scored each time that something has been learnt
 */
public record Plan(
    List<Policy> policies, double perSecond, boolean live, ItemSet exam, boolean examEachLesson) {
  public Plan {
    policies = List.copyOf(policies);
    if (policies.contains(Policy.OFFLINE)
        && !policies.contains(Policy.GATED)
        && !policies.contains(Policy.ALWAYS)) {
      throw new IllegalArgumentException(
          "offline learns when gated or always has learnt; simulate one of them, too");
    }
  }
}

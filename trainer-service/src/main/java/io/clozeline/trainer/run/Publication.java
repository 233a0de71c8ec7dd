package io.clozeline.trainer.run;

import io.clozeline.events.Decision;
import io.clozeline.events.Release;

/** Carries out what was decided about an adapter. */
public interface Publication {
  /**
   * Publishes {@code adapter}, {@code release} and {@code decision} together or not at all, and
   * only if the live release is still {@code basis}.
   *
   * @param adapter null where the release goes back to one that is there
   * @param basis what the run started from, null for none
   * @return false when another release is live by now
   */
  boolean publish(byte[] adapter, Release release, Decision decision, Release basis);

  /**
   * Publishes a decision that leaves {@code basis} live, and only if it still is.
   *
   * @return false when another release is live by now
   */
  boolean keep(Decision decision, Release basis);
}

package io.clozeline.trainer.run;

import io.clozeline.events.Release;

/** Makes an adapter live. */
public interface Publication {
  /**
   * Publishes {@code adapter} and {@code release} together or not at all, and only if the live
   * release is still {@code basis}.
   *
   * @param basis what the run started from, null for none
   * @return false when another release is live by now
   */
  boolean publish(byte[] adapter, Release release, Release basis);
}

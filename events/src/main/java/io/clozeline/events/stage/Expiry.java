package io.clozeline.events.stage;

import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import java.time.Duration;

/**
 * Refuses a text that is older than its task lets it be. The age counts from the record's
 * timestamp, which the stages hand on: a text that is sent again starts anew.
 */
public final class Expiry {
  private Expiry() {}

  /**
   * Checks one record.
   *
   * @param writtenAt the record's timestamp, milliseconds since the epoch; negative for a record
   *     without one, which has no age
   * @param maxAgeMillis null where any age will do
   * @throws EventException when the record is too old
   */
  public static void check(long writtenAt, long now, Long maxAgeMillis) {
    if (maxAgeMillis == null || writtenAt < 0 || now - writtenAt <= maxAgeMillis) {
      return;
    }
    throw new EventException(
        ErrorCode.EXPIRED,
        "the text is "
            + Duration.ofMillis(now - writtenAt)
            + " old, more than its task's maxAge of "
            + Duration.ofMillis(maxAgeMillis));
  }
}

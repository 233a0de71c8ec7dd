package io.clozeline.events;

import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;

/**
 * What a challenger said of a document beside the live adapter, and how right that was.
 *
 * @param adapter the challenger's digest
 * @param agreement how right, 0 to 1, as of the answer that was served
 */
public record Shadow(String adapter, double agreement) {
  public Shadow {
    Fields.word(adapter, "adapter");
    if (!(agreement >= 0 && agreement <= 1)) {
      throw new EventException(
          ErrorCode.INVALID_FIELD, "an agreement of " + agreement + " is not from 0 to 1");
    }
  }
}

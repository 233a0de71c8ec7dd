package io.clozeline.events.stage;

import io.clozeline.events.error.EventException;

/** What a service does with one record. */
public interface StageLogic<V> {
  /**
   * Makes one value of one record.
   *
   * @throws EventException when the record cannot be processed
   */
  Outgoing<V> apply(Incoming incoming);
}

package io.clozeline.events.stage;

import java.util.List;

/** What a service does with one record that may become several values. */
public interface PartsLogic<V> {
  /**
   * Takes one record apart; the parts are processed in this order.
   *
   * @return one or more
   * @throws io.clozeline.events.error.EventException when the record as a whole cannot be processed
   */
  List<Part<V>> parts(Incoming incoming);
}

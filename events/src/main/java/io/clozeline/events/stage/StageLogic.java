package io.clozeline.events.stage;

import io.clozeline.events.error.EventException;
import java.util.List;

/** What a service does with one record that becomes one value. */
public interface StageLogic<V> extends PartsLogic<V> {
  /**
   * Makes one value of one record.
   *
   * @throws EventException when the record cannot be processed
   */
  Outgoing<V> apply(Incoming incoming);

  @Override
  default List<Part<V>> parts(Incoming incoming) {
    return List.of(new Part<>(() -> apply(incoming), incoming::value));
  }
}

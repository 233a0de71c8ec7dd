package io.clozeline.trainer.examples;

import java.util.function.Consumer;

/** The newest example of every document, by task. */
public interface ExampleMemory {
  /**
   * Shows all examples of {@code task} as they are at one moment, in the order of their ids.
   *
   * @throws MemoryNotReady while the memory cannot be read
   */
  void each(String task, Consumer<Kept> visit);
}

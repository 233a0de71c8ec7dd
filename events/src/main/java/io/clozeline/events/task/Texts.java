package io.clozeline.events.task;

/** How many texts a task asks about. */
public enum Texts {
  /** {@code text} alone. */
  ONE,
  /** {@code text} and {@code textB}. */
  TWO,
  /** As the document has it. */
  ONE_OR_TWO
}

package io.clozeline.tokenizer.guard;

import io.clozeline.events.error.EventException;

/** What becomes of a task's record. */
public sealed interface Judgement {
  /** It is good, and from now on it is what a refusal falls back to. */
  record Keep(KeptTask task) implements Judgement {}

  /** It is refused; {@code restored} goes back under the name, null to erase it. */
  record Refuse(EventException reason, byte[] restored) implements Judgement {}

  /** It is our own and came too late; {@code restored} goes back under the name. */
  record Restore(byte[] restored) implements Judgement {}
}

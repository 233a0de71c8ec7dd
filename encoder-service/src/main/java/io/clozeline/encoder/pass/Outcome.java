package io.clozeline.encoder.pass;

import io.clozeline.events.EncodedText;
import io.clozeline.events.error.ErrorCode;

/** What became of a text. */
public sealed interface Outcome {
  /** Its vectors. */
  record Encoded(EncodedText text) implements Outcome {}

  /** Why it has none. */
  record Failed(ErrorCode code, String cause) implements Outcome {}
}

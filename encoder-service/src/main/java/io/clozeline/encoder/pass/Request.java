package io.clozeline.encoder.pass;

import io.clozeline.bert.adapter.Adapter;
import io.clozeline.events.TokenizedText;
import java.util.Objects;

/**
 * A text to encode.
 *
 * @param at the record's timestamp, milliseconds since the epoch; negative for a record without one
 * @param adapter the live adapter of its task, null for the base model alone
 * @param challenger an adapter that rides along, null for most texts
 */
public record Request(TokenizedText text, long at, Adapter adapter, Adapter challenger) {
  public Request {
    Objects.requireNonNull(text);
  }

  /** One that no challenger rides along with. */
  public Request(TokenizedText text, long at, Adapter adapter) {
    this(text, at, adapter, null);
  }
}

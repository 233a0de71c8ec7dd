package io.clozeline.encoder.pass;

import io.clozeline.bert.adapter.Adapter;
import io.clozeline.encoder.adapter.Serving;
import io.clozeline.events.TokenizedText;
import java.util.Objects;

/**
 * A text to encode.
 *
 * @param at the record's timestamp, milliseconds since the epoch; negative for a record without one
 * @param serving what is live for its task
 * @param challenger what rides along, null for most texts
 */
public record Request(TokenizedText text, long at, Serving serving, Serving challenger) {
  public Request {
    Objects.requireNonNull(text);
    Objects.requireNonNull(serving);
  }

  /** One that no challenger rides along with, under an adapter that no release speaks of. */
  public Request(TokenizedText text, long at, Adapter adapter) {
    this(text, at, new Serving(adapter, null), null);
  }

  /** The live adapter of its task, null for the base model alone. */
  public Adapter adapter() {
    return serving.adapter();
  }

  /** The same text for its challenger. */
  Request ridden() {
    return new Request(text, at, challenger, null);
  }
}

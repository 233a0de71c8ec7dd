package io.clozeline.bert;

import io.clozeline.bert.adapter.Adapter;
import java.util.Objects;

/**
 * A sequence and the adapter to encode it under.
 *
 * @param adapter null for the base model
 */
public record EncoderInput(Sequence sequence, Adapter adapter) {

  public EncoderInput {
    Objects.requireNonNull(sequence, "sequence");
  }
}

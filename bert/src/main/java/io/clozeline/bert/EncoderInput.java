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

  /**
   * Goes on when a model can take it.
   *
   * @throws IllegalArgumentException when it is longer than the model's positions, or a token is
   *     not in its vocabulary
   */
  public void requireFits(ModelInfo model) {
    int taken = adapter == null ? 0 : adapter.method().positions();
    if (sequence.length() + taken > model.maxPositions()) {
      throw new IllegalArgumentException(
          "a sequence of "
              + sequence.length()
              + " tokens"
              + (taken == 0 ? "" : " behind " + taken + " of its adapter")
              + "; the model has "
              + model.maxPositions()
              + " positions");
    }
    for (int i = 0; i < sequence.length(); i++) {
      int id = sequence.inputIds()[i];
      int type = sequence.typeIds()[i];
      if (id < 0 || id >= model.vocabulary() || type < 0 || type > 1) {
        throw new IllegalArgumentException(
            "token " + id + " of type " + type + " is not in the model's vocabulary");
      }
    }
  }
}

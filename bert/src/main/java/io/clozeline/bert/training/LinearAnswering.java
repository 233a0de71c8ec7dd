package io.clozeline.bert.training;

/** A linear head, trained with the adapter, over every selected position. */
public record LinearAnswering(int outputs) implements Answering {
  public LinearAnswering {
    if (outputs < 1) {
      throw new IllegalArgumentException("a linear head needs an output");
    }
  }
}

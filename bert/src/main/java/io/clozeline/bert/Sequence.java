package io.clozeline.bert;

import java.util.Arrays;

/**
 * One token sequence, with its {@code [CLS]} and {@code [SEP]}.
 *
 * @param inputIds vocabulary ids
 * @param typeIds 0 for the first text, 1 for the second; as long as {@code inputIds}
 * @param selected positions whose vectors are wanted, each within the sequence
 */
public record Sequence(int[] inputIds, int[] typeIds, int[] selected) {

  public Sequence {
    if (inputIds.length == 0) {
      throw new IllegalArgumentException("a sequence needs at least one token");
    }
    if (typeIds.length != inputIds.length) {
      throw new IllegalArgumentException(
          inputIds.length + " input ids but " + typeIds.length + " type ids");
    }
    for (int position : selected) {
      if (position < 0 || position >= inputIds.length) {
        throw new IllegalArgumentException(
            "selected position " + position + " is outside " + inputIds.length + " tokens");
      }
    }
    inputIds = inputIds.clone();
    typeIds = typeIds.clone();
    selected = selected.clone();
  }

  /** The same tokens with the first of the selected positions alone. */
  public Sequence first() {
    return new Sequence(inputIds, typeIds, new int[] {selected[0]});
  }

  /** Tokens in the sequence. */
  public int length() {
    return inputIds.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sequence that
        && Arrays.equals(inputIds, that.inputIds)
        && Arrays.equals(typeIds, that.typeIds)
        && Arrays.equals(selected, that.selected);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * Arrays.hashCode(inputIds) + Arrays.hashCode(typeIds))
        + Arrays.hashCode(selected);
  }
}

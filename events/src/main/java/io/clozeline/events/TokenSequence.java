package io.clozeline.events;

import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import java.util.Arrays;

/**
 * One input of the encoder.
 *
 * @param inputIds vocabulary ids, [CLS] and [SEP] among them
 * @param typeIds 0 for the first segment, 1 for the second; as many as input ids
 * @param selected positions whose vectors the head needs, ascending
 * @param offsets start and end of each position in the original text, two numbers a position in
 *     UTF-16 units, -1 and -1 where the position stands for no text; empty where the task needs
 *     none
 * @param windowOrigin where in the text this sequence's part of it starts, in UTF-16 units; of a
 *     pair, in the text that was cut; 0 for the first window
 */
public record TokenSequence(
    int[] inputIds, int[] typeIds, int[] selected, int[] offsets, int windowOrigin) {
  public TokenSequence {
    Fields.required(inputIds, "inputIds");
    Fields.required(typeIds, "typeIds");
    Fields.required(selected, "selected");
    offsets = offsets == null ? new int[0] : offsets;
    if (inputIds.length == 0 || typeIds.length != inputIds.length) {
      throw malformed(inputIds.length + " input ids with " + typeIds.length + " type ids");
    }
    if (offsets.length != 0 && offsets.length != 2 * inputIds.length) {
      throw malformed(offsets.length + " offsets for " + inputIds.length + " input ids");
    }
    int before = -1;
    for (int position : selected) {
      if (position < 0 || position >= inputIds.length) {
        throw malformed("selected position " + position + " of " + inputIds.length);
      }
      if (position <= before) {
        throw malformed("selected position " + position + " behind " + before);
      }
      before = position;
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TokenSequence that
        && Arrays.equals(inputIds, that.inputIds)
        && Arrays.equals(typeIds, that.typeIds)
        && Arrays.equals(selected, that.selected)
        && Arrays.equals(offsets, that.offsets)
        && windowOrigin == that.windowOrigin;
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(inputIds) + Arrays.hashCode(selected);
  }

  @Override
  public String toString() {
    return length() + " tokens, selected " + Arrays.toString(selected);
  }

  /** Tokens, [CLS] and [SEP] among them. */
  public int length() {
    return inputIds.length;
  }

  private static EventException malformed(String cause) {
    return new EventException(ErrorCode.MALFORMED_BINARY, cause);
  }
}

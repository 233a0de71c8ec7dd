package io.clozeline.events.demonstration;

import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import java.util.Arrays;
import java.util.List;

/**
 * An example as a prompt shows it behind a text: {@code [CLS] text [SEP] example [SEP] example
 * [SEP]}, the examples as the second segment.
 */
public final class Demonstration {
  private Demonstration() {}

  /**
   * The ids that show an example: its sequence without the {@code [CLS]}, the word of its label in
   * its masks; masks that the word does not need are left out.
   *
   * @param inputIds of the example under the text's pattern
   * @param masks where they stand, ascending
   * @param word the tokens of the label's word
   * @throws EventException when there are fewer masks than tokens
   */
  public static int[] of(int[] inputIds, int[] masks, int[] word) {
    if (masks.length < Math.max(1, word.length) || masks[0] == 0) {
      throw new EventException(ErrorCode.MALFORMED_BINARY, "the example's sequence lacks a mask");
    }
    int[] ids = new int[inputIds.length - 1 - (masks.length - word.length)];
    int count = 0;
    int mask = 0;
    for (int i = 1; i < inputIds.length; i++) {
      boolean masked = mask < masks.length && masks[mask] == i;
      if (!masked) {
        ids[count++] = inputIds[i];
      } else if (mask++ < word.length) {
        ids[count++] = word[mask - 1];
      }
    }
    return ids;
  }

  /**
   * The ids of a text with demonstrations behind it, one after the other; one that does not fit is
   * left out.
   *
   * @param tokens of all at most; a longer text stays as it is
   */
  public static int[] behind(int[] text, List<int[]> demonstrations, int tokens) {
    int[] ids = Arrays.copyOf(text, Math.max(tokens, text.length));
    int length = text.length;
    for (int[] demonstration : demonstrations) {
      if (length + demonstration.length <= tokens) {
        System.arraycopy(demonstration, 0, ids, length, demonstration.length);
        length += demonstration.length;
      }
    }
    return Arrays.copyOf(ids, length);
  }

  /** The segments of a text with demonstrations behind it, {@code length} ids in all. */
  public static int[] segments(int[] text, int length) {
    int[] segments = Arrays.copyOf(text, length);
    Arrays.fill(segments, Math.min(text.length, length), length, 1);
    return segments;
  }
}

package io.clozeline.tokenizer.wordpiece;

import java.util.Arrays;

/**
 * The WordPiece tokens of a text. The arrays are not copied, for they are made once for each text
 * and only read.
 *
 * @param ids vocabulary ids, no special token among them but [UNK]
 * @param starts where each token starts in the text, in UTF-16 units
 * @param ends where it ends, exclusive
 */
public record Pieces(int[] ids, int[] starts, int[] ends) {
  /** Of no text. */
  public static final Pieces NONE = new Pieces(new int[0], new int[0], new int[0]);

  public Pieces {
    if (ids.length != starts.length || ids.length != ends.length) {
      throw new IllegalArgumentException(
          ids.length + " ids, " + starts.length + " starts, " + ends.length + " ends");
    }
  }

  public int size() {
    return ids.length;
  }

  /** The same tokens in a text that has {@code units} more UTF-16 units before them. */
  public Pieces after(int units) {
    return new Pieces(ids, moved(starts, units), moved(ends, units));
  }

  private static int[] moved(int[] places, int units) {
    return units == 0 ? places : Arrays.stream(places).map(place -> place + units).toArray();
  }
}

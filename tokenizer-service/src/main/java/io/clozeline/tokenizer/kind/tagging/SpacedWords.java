package io.clozeline.tokenizer.kind.tagging;

import io.clozeline.tokenizer.wordpiece.Pieces;
import java.util.Arrays;

/**
 * Words between white space. One that yields no piece, such as a lone control character, is an
 * unknown one: who cut the text into words counts it too.
 */
record SpacedWords(int unknown) implements WordReader {
  @Override
  public Words read(String text, Pieces pieces) {
    var writer = new Writer(pieces, text.length());
    int start = 0;
    while (start < text.length()) {
      int end = start;
      while (end < text.length() && !WordReader.white(text.charAt(end))) {
        end++;
      }
      if (end > start) {
        writer.word(start, end, unknown);
      }
      start = end + 1;
    }
    return writer.done();
  }

  /** Copies pieces word by word. */
  private static final class Writer {
    private final Pieces from;
    private final int[] ids;
    private final int[] starts;
    private final int[] ends;
    private final int[] firsts;
    private int read;
    private int at;
    private int words;

    Writer(Pieces from, int characters) {
      int words = characters / 2 + 1;
      this.from = from;
      this.ids = new int[from.size() + words];
      this.starts = new int[ids.length];
      this.ends = new int[ids.length];
      this.firsts = new int[words];
    }

    void word(int start, int end, int unknown) {
      int first = at;
      firsts[words++] = first;
      while (read < from.size() && from.starts()[read] < end) {
        put(from.ids()[read], from.starts()[read], from.ends()[read]);
        read++;
      }
      if (at == first) {
        put(unknown, start, end);
      }
      starts[first] = start;
      ends[first] = end;
    }

    Words done() {
      return new Words(
          new Pieces(Arrays.copyOf(ids, at), Arrays.copyOf(starts, at), Arrays.copyOf(ends, at)),
          Arrays.copyOf(firsts, words));
    }

    private void put(int id, int start, int end) {
      ids[at] = id;
      starts[at] = start;
      ends[at] = end;
      at++;
    }
  }
}

package io.clozeline.tokenizer.sequence.cloze;

import io.clozeline.events.task.Prompt;
import io.clozeline.tokenizer.sequence.SequenceWriter;
import io.clozeline.tokenizer.wordpiece.Pieces;
import io.clozeline.tokenizer.wordpiece.WordPiece;
import java.util.ArrayList;
import java.util.List;

/** A text cut at its blanks: pieces, blank, pieces, blank, …, pieces. */
final class BlankedText {
  private final List<Pieces> segments; // one more than blanks
  private final int[] blanks; // UTF-16 units where each blank starts

  private BlankedText(List<Pieces> segments, int[] blanks) {
    this.segments = segments;
    this.blanks = blanks;
  }

  static BlankedText of(String text, WordPiece wordPiece) {
    var segments = new ArrayList<Pieces>();
    var blanks = new ArrayList<Integer>();
    int from = 0;
    for (int at = text.indexOf(Prompt.MASK); at >= 0; at = text.indexOf(Prompt.MASK, from)) {
      segments.add(wordPiece.split(text.substring(from, at)).after(from));
      blanks.add(at);
      from = at + Prompt.MASK.length();
    }
    segments.add(wordPiece.split(text.substring(from)).after(from));
    return new BlankedText(segments, blanks.stream().mapToInt(Integer::intValue).toArray());
  }

  int blanks() {
    return blanks.length;
  }

  /** Tokens, each blank one of them. */
  int size() {
    return blanks.length + segments.stream().mapToInt(Pieces::size).sum();
  }

  /** The first blank's place among the tokens. */
  int firstBlank() {
    return segments.get(0).size();
  }

  /** The last blank's place among the tokens. */
  int lastBlank() {
    return size() - segments.get(segments.size() - 1).size() - 1;
  }

  /** Writes the tokens {@code from} to {@code to}. */
  void write(SequenceWriter writer, int from, int to) {
    int token = 0;
    for (int i = 0; i < segments.size(); i++) {
      Pieces segment = segments.get(i);
      for (int j = Math.max(0, from - token); j < Math.min(segment.size(), to - token); j++) {
        writer.piece(segment, j);
      }
      token += segment.size();
      if (i < blanks.length && from <= token && token < to) {
        writer.blank(blanks[i], blanks[i] + Prompt.MASK.length());
      }
      token++;
    }
  }
}

package io.clozeline.tokenizer.kind.cloze;

import io.clozeline.events.Limits;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.events.task.Prompt;
import io.clozeline.tokenizer.sequence.SequenceWriter;
import io.clozeline.tokenizer.sequence.Span;
import io.clozeline.tokenizer.wordpiece.Pieces;
import io.clozeline.tokenizer.wordpiece.WordPiece;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A text cut at its blanks: pieces, blank, pieces, blank, …, pieces. */
final class BlankedText {
  private final List<Pieces> segments; // one more than blanks
  private final int[] blanks; // UTF-16 units where each blank starts

  private BlankedText(List<Pieces> segments, int[] blanks) {
    this.segments = segments;
    this.blanks = blanks;
  }

  /**
   * Cuts {@code text}.
   *
   * @throws EventException when it has no blank, or more than {@link Limits#BLANKS}
   */
  static BlankedText of(String text, WordPiece wordPiece) {
    int[] blanks = blanks(text);
    var segments = new ArrayList<Pieces>();
    int from = 0;
    for (int blank : blanks) {
      segments.add(wordPiece.split(text.substring(from, blank)).after(from));
      from = blank + Prompt.MASK.length();
    }
    segments.add(wordPiece.split(text.substring(from)).after(from));
    return new BlankedText(segments, blanks);
  }

  private static int[] blanks(String text) {
    int[] blanks =
        IntStream.iterate(
                text.indexOf(Prompt.MASK),
                at -> at >= 0,
                at -> text.indexOf(Prompt.MASK, at + Prompt.MASK.length()))
            .toArray();
    if (blanks.length == 0) {
      throw new EventException(ErrorCode.MASK_MISSING, "the text has no " + Prompt.MASK);
    }
    if (blanks.length > Limits.BLANKS) {
      throw new EventException(
          ErrorCode.TEXT_TOO_LARGE,
          "the text has " + blanks.length + " blanks, more than " + Limits.BLANKS);
    }
    return blanks;
  }

  /** Tokens, each blank one of them. */
  int size() {
    return blanks.length + segments.stream().mapToInt(Pieces::size).sum();
  }

  /** Each blank's place among the tokens, ascending. */
  int[] places() {
    int[] places = new int[blanks.length];
    int token = 0;
    for (int i = 0; i < places.length; i++) {
      token += segments.get(i).size();
      places[i] = token++;
    }
    return places;
  }

  /** Writes the tokens of {@code window}; of its blanks, those in {@code asked} are selected. */
  void write(SequenceWriter writer, Span window, Span asked) {
    int token = 0;
    for (int i = 0; i < segments.size(); i++) {
      Pieces segment = segments.get(i);
      int from = Math.max(0, window.from() - token);
      writer.text(segment, new Span(from, Math.min(segment.size(), window.to() - token)));
      token += segment.size();
      if (i < blanks.length && window.holds(token)) {
        if (asked.holds(i)) {
          writer.select();
        }
        writer.mask();
      }
      token++;
    }
  }

  /** Where the token at {@code place} starts, in UTF-16 units. */
  int start(int place) {
    int token = 0;
    for (int i = 0; ; i++) {
      Pieces segment = segments.get(i);
      if (place < token + segment.size()) {
        return segment.starts()[place - token];
      }
      token += segment.size();
      if (place == token) {
        return blanks[i];
      }
      token++;
    }
  }
}

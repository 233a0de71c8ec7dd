package io.clozeline.tokenizer.sequence;

import io.clozeline.events.TokenSequence;
import io.clozeline.tokenizer.wordpiece.Pieces;
import java.util.Arrays;

/** Writes one sequence from left to right. */
public final class SequenceWriter {
  private static final int NOWHERE = -1;

  private final SpecialTokens special;
  private final int[] ids;
  private final int[] types;
  private final int[] offsets; // [length, 2]
  private int[] selected = new int[1];
  private int selections;
  private int segment;
  private int at;

  SequenceWriter(SpecialTokens special, int length) {
    this.special = special;
    this.ids = new int[length];
    this.types = new int[length];
    this.offsets = new int[2 * length];
  }

  public SequenceWriter cls() {
    return put(special.cls(), NOWHERE, NOWHERE);
  }

  /** Ends a segment; what follows is of the next. */
  public SequenceWriter sep() {
    put(special.sep(), NOWHERE, NOWHERE);
    segment++;
    return this;
  }

  /** A blank that the model fills in, selected. */
  public SequenceWriter blank() {
    return select().mask(NOWHERE, NOWHERE);
  }

  /** A blank for the UTF-16 units {@code start} to {@code end} of the text, not selected. */
  public SequenceWriter mask(int start, int end) {
    return put(special.mask(), start, end);
  }

  /** Words that are not of the text. */
  public SequenceWriter words(int[] words) {
    for (int id : words) {
      put(id, NOWHERE, NOWHERE);
    }
    return this;
  }

  /** Some tokens of a text. */
  public SequenceWriter text(Pieces pieces, Span span) {
    for (int i = span.from(); i < span.to(); i++) {
      piece(pieces, i);
    }
    return this;
  }

  /** One token of a text. */
  public SequenceWriter piece(Pieces pieces, int index) {
    return put(pieces.ids()[index], pieces.starts()[index], pieces.ends()[index]);
  }

  /** Selects the position that is written next. */
  public SequenceWriter select() {
    if (selections == selected.length) {
      selected = Arrays.copyOf(selected, 2 * selections);
    }
    selected[selections++] = at;
    return this;
  }

  /** The sequence, which must be as long as was said. */
  public TokenSequence done(int windowOrigin) {
    if (at != ids.length) {
      throw new IllegalStateException(at + " tokens written of " + ids.length);
    }
    return new TokenSequence(
        ids, types, Arrays.copyOf(selected, selections), offsets, windowOrigin);
  }

  private SequenceWriter put(int id, int start, int end) {
    ids[at] = id;
    types[at] = segment;
    offsets[2 * at] = start;
    offsets[2 * at + 1] = end;
    at++;
    return this;
  }
}

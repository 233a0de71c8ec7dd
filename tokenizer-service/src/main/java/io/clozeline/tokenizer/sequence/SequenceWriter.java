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
  private final int[] offsets; // [length, 2]; null where nobody needs them
  private int[] selected = new int[1];
  private int selections;
  private int segment;
  private int at;

  SequenceWriter(SpecialTokens special, int length, boolean placed) {
    this.special = special;
    this.ids = new int[length];
    this.types = new int[length];
    this.offsets = placed ? new int[2 * length] : null;
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

  /** A blank that the model fills in. */
  public SequenceWriter mask() {
    return put(special.mask(), NOWHERE, NOWHERE);
  }

  /** Words that are not of the text, or whose place in it does not matter. */
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
    if (offsets != null) {
      offsets[2 * at] = start;
      offsets[2 * at + 1] = end;
    }
    at++;
    return this;
  }
}

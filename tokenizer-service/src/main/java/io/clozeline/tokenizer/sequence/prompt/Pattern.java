package io.clozeline.tokenizer.sequence.prompt;

import io.clozeline.events.TokenSequence;
import io.clozeline.tokenizer.sequence.BertInput;
import io.clozeline.tokenizer.sequence.Cut;
import io.clozeline.tokenizer.sequence.SequenceWriter;
import io.clozeline.tokenizer.wordpiece.Pieces;
import java.util.List;

/** A pattern in parts, to be filled with texts. */
record Pattern(List<Part> parts) {
  private static final int CLS_AND_SEP = 2;

  /** Tokens that are left for texts when the model reads {@code positions}. */
  int room(int positions) {
    return positions - CLS_AND_SEP - ownTokens();
  }

  /** How many texts it takes. */
  int slots() {
    return (int) parts.stream().filter(Part.Slot.class::isInstance).count();
  }

  /** The sequence of one segment, with as much of the texts as there is room for. */
  TokenSequence fill(Pieces text, Pieces textB, BertInput input) {
    Cut cut = Cut.longestFirst(text.size(), textB.size(), room(input.positions()));
    SequenceWriter writer = input.write(CLS_AND_SEP + ownTokens() + cut.total()).cls();
    for (Part part : parts) {
      if (part instanceof Part.Words words) {
        writer.words(words.ids());
      } else if (part instanceof Part.Blank) {
        writer.blank();
      } else if (part instanceof Part.Slot slot) {
        writer.text(slot.second() ? textB : text, slot.second() ? cut.second() : cut.first());
      }
    }
    return writer.sep().done(0);
  }

  private int ownTokens() {
    int tokens = 0;
    for (Part part : parts) {
      if (part instanceof Part.Words words) {
        tokens += words.ids().length;
      } else if (part instanceof Part.Blank) {
        tokens++;
      }
    }
    return tokens;
  }
}

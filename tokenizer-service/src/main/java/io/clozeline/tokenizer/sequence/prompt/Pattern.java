package io.clozeline.tokenizer.sequence.prompt;

import io.clozeline.events.TokenSequence;
import io.clozeline.tokenizer.sequence.BertInput;
import io.clozeline.tokenizer.sequence.SequenceWriter;
import io.clozeline.tokenizer.sequence.Window;
import io.clozeline.tokenizer.wordpiece.Pieces;
import java.util.List;
import java.util.function.Consumer;

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

  /** The sequence of one segment, with the window's part of the texts. */
  TokenSequence fill(Window window, Pieces text, Pieces textB, BertInput input) {
    SequenceWriter writer = input.write(CLS_AND_SEP + ownTokens() + window.length());
    return write(
        writer,
        slot ->
            writer.text(
                slot.second() ? textB : text, slot.second() ? window.second() : window.first()),
        window.origin(text, textB));
  }

  /** The sequence with {@code ids} where a text belongs. */
  TokenSequence fill(int[] ids, BertInput input) {
    SequenceWriter writer = input.write(CLS_AND_SEP + ownTokens() + slots() * ids.length);
    return write(writer, slot -> writer.words(ids), 0);
  }

  private TokenSequence write(SequenceWriter writer, Consumer<Part.Slot> texts, int windowOrigin) {
    writer.cls();
    for (Part part : parts) {
      if (part instanceof Part.Words words) {
        writer.words(words.ids());
      } else if (part instanceof Part.Blank blank) {
        blank(blank.masks(), writer);
      } else if (part instanceof Part.Slot slot) {
        texts.accept(slot);
      }
    }
    return writer.sep().done(windowOrigin);
  }

  private static void blank(int masks, SequenceWriter writer) {
    for (int i = 0; i < masks; i++) {
      writer.select().mask();
    }
  }

  private int ownTokens() {
    int tokens = 0;
    for (Part part : parts) {
      if (part instanceof Part.Words words) {
        tokens += words.ids().length;
      } else if (part instanceof Part.Blank blank) {
        tokens += blank.masks();
      }
    }
    return tokens;
  }
}

package io.clozeline.tokenizer.sequence.cloze;

import io.clozeline.events.TokenSequence;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.events.task.Prompt;
import io.clozeline.tokenizer.sequence.BertInput;
import io.clozeline.tokenizer.sequence.SequenceWriter;
import io.clozeline.tokenizer.sequence.SequencedText;
import io.clozeline.tokenizer.sequence.Sequencer;
import java.util.List;

/**
 * {@code [CLS] text [SEP]} with every [MASK] of the text selected. Of a text that is too long, the
 * part is kept that holds all blanks.
 */
public final class ClozeSequencer implements Sequencer {
  private final BertInput input;

  public ClozeSequencer(BertInput input) {
    this.input = input;
  }

  @Override
  public SequencedText sequence(String text, String textB) {
    BlankedText blanked = BlankedText.of(text, input.wordPiece());
    if (blanked.blanks() == 0) {
      throw new EventException(ErrorCode.MASK_MISSING, "the text has no " + Prompt.MASK);
    }
    int kept = Math.min(blanked.size(), input.positions() - 2);
    int origin = origin(blanked, kept);
    SequenceWriter writer = input.write(kept + 2).cls();
    blanked.write(writer, origin, origin + kept);
    TokenSequence sequence = writer.sep().done(origin);
    return new SequencedText(List.of(sequence), blanked.size(), kept < blanked.size());
  }

  /** The text's start where it holds all blanks, else as much before the blanks as after them. */
  private static int origin(BlankedText text, int kept) {
    int first = text.firstBlank();
    int last = text.lastBlank();
    if (last < kept) {
      return 0;
    }
    if (last - first >= kept) {
      throw new EventException(
          ErrorCode.TEXT_TOO_LARGE,
          "the blanks span " + (last - first + 1) + " tokens, and BERT reads " + kept + " at once");
    }
    int centred = (first + last + 1) / 2 - kept / 2;
    return Math.max(last + 1 - kept, Math.min(centred, Math.min(first, text.size() - kept)));
  }
}

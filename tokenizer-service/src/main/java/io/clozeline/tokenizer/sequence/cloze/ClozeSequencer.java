package io.clozeline.tokenizer.sequence.cloze;

import io.clozeline.events.TokenSequence;
import io.clozeline.events.task.Windows;
import io.clozeline.tokenizer.sequence.BertInput;
import io.clozeline.tokenizer.sequence.SequenceWriter;
import io.clozeline.tokenizer.sequence.SequencedText;
import io.clozeline.tokenizer.sequence.Sequencer;
import io.clozeline.tokenizer.sequence.Span;
import java.util.List;

/**
 * {@code [CLS] text [SEP]} for each window around blanks, each [MASK] of the text selected in one
 * of them.
 */
public final class ClozeSequencer implements Sequencer {
  private final BertInput input;
  private final Windows settings;

  public ClozeSequencer(BertInput input, Windows settings) {
    this.input = input;
    this.settings = settings;
  }

  @Override
  public SequencedText sequence(String text, String textB) {
    BlankedText blanked = BlankedText.of(text, input.wordPiece());
    List<BlankWindow> windows = BlankWindows.of(blanked, input.positions() - 2, settings);
    return new SequencedText(
        windows.stream().map(window -> sequence(blanked, window)).toList(),
        windows.size(),
        blanked.size(),
        BlankWindows.leaveOut(windows, blanked.size()));
  }

  private TokenSequence sequence(BlankedText text, BlankWindow window) {
    Span tokens = window.tokens();
    SequenceWriter writer = input.write(tokens.length() + 2).cls();
    text.write(writer, tokens, window.asked());
    return writer.sep().done(tokens.from() == 0 ? 0 : text.start(tokens.from()));
  }
}

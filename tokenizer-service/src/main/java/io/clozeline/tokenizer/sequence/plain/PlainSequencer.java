package io.clozeline.tokenizer.sequence.plain;

import io.clozeline.events.TokenSequence;
import io.clozeline.events.task.Windows;
import io.clozeline.tokenizer.sequence.BertInput;
import io.clozeline.tokenizer.sequence.Cut;
import io.clozeline.tokenizer.sequence.SequencedText;
import io.clozeline.tokenizer.sequence.Sequencer;
import io.clozeline.tokenizer.sequence.Window;
import io.clozeline.tokenizer.wordpiece.Pieces;
import java.util.List;

/**
 * {@code [CLS] text [SEP]}, or {@code [CLS] text [SEP] textB [SEP]} with two segments, for each
 * window.
 */
public final class PlainSequencer implements Sequencer {
  private final BertInput input;
  private final Windows windows;

  public PlainSequencer(BertInput input, Windows windows) {
    this.input = input;
    this.windows = windows;
  }

  @Override
  public SequencedText sequence(String text, String textB) {
    Pieces first = input.pieces(text, "text");
    Pieces second = textB == null ? Pieces.NONE : input.pieces(textB, "textB");
    int separators = textB == null ? 1 : 2;
    int room = windows.within(input.positions()) - 1 - separators;
    Cut cut = Cut.of(first.size(), second.size(), room, windows);
    List<TokenSequence> sequences =
        cut.windows().stream()
            .map(w -> textB == null ? single(w, first) : pair(w, first, second))
            .toList();
    return new SequencedText(
        sequences, sequences.size(), first.size() + second.size(), cut.truncated());
  }

  private TokenSequence single(Window window, Pieces text) {
    return input
        .write(window.length() + 2)
        .select()
        .cls()
        .text(text, window.first())
        .sep()
        .done(window.origin(text, Pieces.NONE));
  }

  private TokenSequence pair(Window window, Pieces first, Pieces second) {
    return input
        .write(window.length() + 3)
        .select()
        .cls()
        .text(first, window.first())
        .sep()
        .text(second, window.second())
        .sep()
        .done(window.origin(first, second));
  }
}

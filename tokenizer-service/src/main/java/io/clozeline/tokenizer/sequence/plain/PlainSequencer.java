package io.clozeline.tokenizer.sequence.plain;

import io.clozeline.events.TokenSequence;
import io.clozeline.tokenizer.sequence.BertInput;
import io.clozeline.tokenizer.sequence.Cut;
import io.clozeline.tokenizer.sequence.SequencedText;
import io.clozeline.tokenizer.sequence.Sequencer;
import io.clozeline.tokenizer.wordpiece.Pieces;
import java.util.List;

/** {@code [CLS] text [SEP]}, or {@code [CLS] text [SEP] textB [SEP]} with two segments. */
public final class PlainSequencer implements Sequencer {
  private final BertInput input;

  public PlainSequencer(BertInput input) {
    this.input = input;
  }

  @Override
  public SequencedText sequence(String text, String textB) {
    Pieces first = input.pieces(text, "text");
    return textB == null ? single(first) : pair(first, input.pieces(textB, "textB"));
  }

  private SequencedText single(Pieces text) {
    int kept = Math.min(text.size(), input.positions() - 2);
    TokenSequence sequence = input.write(kept + 2).select().cls().text(text, kept).sep().done(0);
    return new SequencedText(List.of(sequence), text.size(), kept < text.size());
  }

  private SequencedText pair(Pieces first, Pieces second) {
    int tokens = first.size() + second.size();
    Cut cut = Cut.longestFirst(first.size(), second.size(), input.positions() - 3);
    TokenSequence sequence =
        input
            .write(cut.total() + 3)
            .select()
            .cls()
            .text(first, cut.first())
            .sep()
            .text(second, cut.second())
            .sep()
            .done(0);
    return new SequencedText(List.of(sequence), tokens, cut.total() < tokens);
  }
}

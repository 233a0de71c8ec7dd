package io.clozeline.tokenizer.sequence.prompt;

import io.clozeline.events.TokenSequence;
import io.clozeline.events.task.Prompt;
import io.clozeline.events.task.Windows;
import io.clozeline.tokenizer.sequence.BertInput;
import io.clozeline.tokenizer.sequence.Cut;
import io.clozeline.tokenizer.sequence.SequencedText;
import io.clozeline.tokenizer.sequence.Sequencer;
import io.clozeline.tokenizer.wordpiece.Pieces;
import java.util.List;

/**
 * One sequence for each window and pattern of the prompt, its blank selected. All patterns read the
 * same windows, which the longest pattern has room for.
 */
public final class PromptSequencer implements Sequencer {
  private final BertInput input;
  private final List<Pattern> patterns;
  private final int room;
  private final Windows windows;

  /**
   * Reads the patterns of {@code prompt}.
   *
   * @throws io.clozeline.events.error.EventException when one of them cannot work
   */
  public PromptSequencer(Prompt prompt, BertInput input, Windows windows) {
    var parser = new PatternParser(input);
    this.input = input;
    this.patterns = prompt.patterns().stream().map(parser::parse).toList();
    this.room = patterns.stream().mapToInt(p -> p.room(input.positions())).min().orElseThrow();
    this.windows = windows.readBy(patterns.size());
  }

  @Override
  public SequencedText sequence(String text, String textB) {
    Pieces first = input.pieces(text, "text");
    Pieces second = textB == null ? Pieces.NONE : input.pieces(textB, "textB");
    Cut cut = Cut.of(first.size(), second.size(), room, windows);
    List<TokenSequence> sequences =
        cut.windows().stream()
            .flatMap(w -> patterns.stream().map(p -> p.fill(w, first, second, input)))
            .toList();
    return new SequencedText(
        sequences, cut.windows().size(), first.size() + second.size(), cut.truncated());
  }
}

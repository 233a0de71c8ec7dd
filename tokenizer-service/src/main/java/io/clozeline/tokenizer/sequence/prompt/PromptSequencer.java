package io.clozeline.tokenizer.sequence.prompt;

import io.clozeline.events.task.Prompt;
import io.clozeline.tokenizer.sequence.BertInput;
import io.clozeline.tokenizer.sequence.SequencedText;
import io.clozeline.tokenizer.sequence.Sequencer;
import io.clozeline.tokenizer.wordpiece.Pieces;
import java.util.List;

/** One sequence for each pattern of the prompt, its blank selected. */
public final class PromptSequencer implements Sequencer {
  private static final Pieces NO_TEXT = new Pieces(new int[0], new int[0], new int[0]);

  private final BertInput input;
  private final List<Pattern> patterns;
  private final int room;

  /**
   * Reads the patterns of {@code prompt}.
   *
   * @throws io.clozeline.events.error.EventException when one of them cannot work
   */
  public PromptSequencer(Prompt prompt, BertInput input) {
    var parser = new PatternParser(input);
    this.input = input;
    this.patterns = prompt.patterns().stream().map(parser::parse).toList();
    this.room = patterns.stream().mapToInt(p -> p.room(input.positions())).min().orElseThrow();
  }

  @Override
  public SequencedText sequence(String text, String textB) {
    Pieces first = input.pieces(text, "text");
    Pieces second = textB == null ? NO_TEXT : input.pieces(textB, "textB");
    int tokens = first.size() + second.size();
    return new SequencedText(
        patterns.stream().map(pattern -> pattern.fill(first, second, input)).toList(),
        tokens,
        tokens > room);
  }
}

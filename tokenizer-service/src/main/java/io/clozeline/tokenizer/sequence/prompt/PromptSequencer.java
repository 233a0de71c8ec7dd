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
 * One sequence for each window and pattern of the prompt, the masks of its blanks selected. All
 * patterns read the same windows, which the longest pattern has room for.
 */
public final class PromptSequencer implements Sequencer {
  private final BertInput input;
  private final List<Pattern> patterns;
  private final int room;
  private final Windows windows;

  /**
   * Reads the patterns of {@code prompt}.
   *
   * @param longestWord tokens of the longest word that stands for a label
   * @throws io.clozeline.events.error.EventException when one of them cannot work
   */
  public PromptSequencer(Prompt prompt, int longestWord, BertInput input, Windows windows) {
    int positions = windows.within(input.positions());
    var parser = new PatternParser(input, longestWord, positions);
    this.input = input;
    this.patterns = prompt.filledPatterns().stream().map(parser::parse).toList();
    this.room = patterns.stream().mapToInt(p -> p.room(positions)).min().orElseThrow();
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

  /**
   * What the patterns ask of no text (Zhao et al. 2021, who average the same three): for each
   * pattern a sequence with "N/A" for every text, one with [MASK], which is not selected, and one
   * with nothing. Pattern by pattern, three for each.
   */
  public List<TokenSequence> contentFree() {
    int[] mask = {input.special().mask()};
    int[] notAvailable = input.wordPiece().split("N/A").ids();
    List<int[]> texts = List.of(notAvailable, mask, new int[0]);
    return patterns.stream()
        .flatMap(pattern -> texts.stream().map(text -> pattern.fill(text, input)))
        .toList();
  }
}

package io.clozeline.tokenizer.kind.cloze;

import io.clozeline.events.Feedback;
import io.clozeline.events.TokenSequence;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.events.task.Windows;
import io.clozeline.tokenizer.kind.Layout;
import io.clozeline.tokenizer.kind.Lesson;
import io.clozeline.tokenizer.sequence.AskedWindow;
import io.clozeline.tokenizer.sequence.BertInput;
import io.clozeline.tokenizer.sequence.SequenceWriter;
import io.clozeline.tokenizer.sequence.SequencedText;
import io.clozeline.tokenizer.sequence.Span;
import java.util.Arrays;
import java.util.List;

/**
 * {@code [CLS] text [SEP]} for each window around blanks, each [MASK] of the text selected in one
 * of them. The lesson of a selected blank is the id of its word.
 */
final class ClozeLayout implements Layout {
  private final BertInput input;
  private final Windows settings;

  ClozeLayout(BertInput input, Windows settings) {
    this.input = input;
    this.settings = settings;
  }

  @Override
  public SequencedText sequence(String text, String textB) {
    BlankedText blanked = BlankedText.of(text, input.wordPiece());
    return sequence(blanked, windows(blanked));
  }

  @Override
  public Lesson lesson(Feedback feedback) {
    BlankedText blanked = BlankedText.of(feedback.text(), input.wordPiece());
    int[] words = words(feedback.fills(), blanked.places().length);
    List<AskedWindow> windows = windows(blanked);
    return new Lesson(
        sequence(blanked, windows).sequences(),
        windows.stream()
            .map(window -> Arrays.copyOfRange(words, window.asked().from(), window.asked().to()))
            .toList());
  }

  private List<AskedWindow> windows(BlankedText text) {
    return BlankWindows.of(text, settings.within(input.positions()) - 2, settings);
  }

  private SequencedText sequence(BlankedText text, List<AskedWindow> windows) {
    return new SequencedText(
        windows.stream().map(window -> sequence(text, window)).toList(),
        windows.size(),
        text.size(),
        AskedWindow.leaveOut(windows, text.size()));
  }

  private TokenSequence sequence(BlankedText text, AskedWindow window) {
    Span tokens = window.tokens();
    SequenceWriter writer = input.write(tokens.length() + 2).cls();
    text.write(writer, tokens, window.asked());
    return writer.sep().done(tokens.from() == 0 ? 0 : text.start(tokens.from()));
  }

  private int[] words(List<String> fills, int blanks) {
    if (fills.size() != blanks) {
      throw new EventException(
          ErrorCode.COUNT_MISMATCH,
          "the text has " + blanks + " blanks, and there are " + fills.size() + " fills");
    }
    return fills.stream().mapToInt(this::word).toArray();
  }

  private int word(String fill) {
    int[] ids = input.wordPiece().split(fill).ids();
    if (ids.length != 1 || ids[0] == input.special().unknown()) {
      throw new EventException(
          ErrorCode.INVALID_FIELD, "a fill is not one word of the model's vocabulary");
    }
    return ids[0];
  }
}

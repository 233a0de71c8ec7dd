package io.clozeline.tokenizer.kind.tagging;

import io.clozeline.events.Feedback;
import io.clozeline.events.Limits;
import io.clozeline.events.TokenSequence;
import io.clozeline.events.task.TaskDefinition;
import io.clozeline.events.task.Windows;
import io.clozeline.events.task.kind.tagging.Tagging;
import io.clozeline.tokenizer.kind.Layout;
import io.clozeline.tokenizer.kind.Lesson;
import io.clozeline.tokenizer.sequence.AskedWindow;
import io.clozeline.tokenizer.sequence.BertInput;
import io.clozeline.tokenizer.sequence.Cut;
import io.clozeline.tokenizer.sequence.SequenceWriter;
import io.clozeline.tokenizer.sequence.SequencedText;
import io.clozeline.tokenizer.sequence.Span;
import io.clozeline.tokenizer.sequence.Window;
import java.util.Arrays;
import java.util.List;

/**
 * {@code [CLS] text [SEP]} for each window, the first piece of each word selected in the window
 * that shows most around it (after Devlin et al. 2019, section 5.3). A selected position stands for
 * the whole word; its lesson is the place of the word's tag among the task's.
 */
final class TaggingLayout implements Layout {
  private final TaskDefinition task;
  private final BertInput input;
  private final WordReader reader;

  TaggingLayout(TaskDefinition task, BertInput input) {
    this.task = task;
    this.input = input;
    this.reader =
        Tagging.words(task).equals(Tagging.WHITESPACE)
            ? new SpacedWords(input.special().unknown())
            : new PunctuatedWords(input.vocabulary());
  }

  @Override
  public SequencedText sequence(String text, String textB) {
    Words words = words(text);
    return sequence(words, windows(words));
  }

  @Override
  public Lesson lesson(Feedback feedback) {
    Words words = words(feedback.text());
    int[] tags = RightTags.of(feedback, words, task);
    List<AskedWindow> windows = windows(words);
    return new Lesson(
        sequence(words, windows).sequences(),
        windows.stream()
            .map(window -> Arrays.copyOfRange(tags, window.asked().from(), window.asked().to()))
            .toList());
  }

  private Words words(String text) {
    return reader.read(text, input.pieces(text, "text"));
  }

  /** Words beyond the most that a record can hold, or beyond the last window, are in none. */
  private List<AskedWindow> windows(Words words) {
    Windows settings = task.windows();
    int size = words.pieces().size();
    Cut cut = Cut.of(size, 0, settings.within(input.positions()) - 2, settings);
    int[] asked = Arrays.copyOf(words.firsts(), Math.min(words.size(), Limits.SELECTED));
    return AskedWindow.assign(cut.windows().stream().map(Window::first).toList(), asked, size);
  }

  private SequencedText sequence(Words words, List<AskedWindow> windows) {
    int size = words.pieces().size();
    int asked = windows.get(windows.size() - 1).asked().to();
    return new SequencedText(
        windows.stream().map(window -> sequence(words, window)).toList(),
        windows.size(),
        size,
        asked < words.size() || AskedWindow.leaveOut(windows, size));
  }

  private TokenSequence sequence(Words words, AskedWindow window) {
    Span tokens = window.tokens();
    SequenceWriter writer = input.writePlaced(tokens.length() + 2).cls();
    int word = window.asked().from();
    for (int i = tokens.from(); i < tokens.to(); i++) {
      if (word < window.asked().to() && words.firsts()[word] == i) {
        writer.select();
        word++;
      }
      writer.piece(words.pieces(), i);
    }
    int origin = tokens.from() == 0 ? 0 : words.pieces().starts()[tokens.from()];
    return writer.sep().done(origin);
  }
}

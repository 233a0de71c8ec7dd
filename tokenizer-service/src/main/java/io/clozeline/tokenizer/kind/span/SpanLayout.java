package io.clozeline.tokenizer.kind.span;

import io.clozeline.events.Feedback;
import io.clozeline.events.Limits;
import io.clozeline.events.TokenSequence;
import io.clozeline.events.task.Windows;
import io.clozeline.tokenizer.kind.Layout;
import io.clozeline.tokenizer.kind.Lesson;
import io.clozeline.tokenizer.sequence.BertInput;
import io.clozeline.tokenizer.sequence.Cut;
import io.clozeline.tokenizer.sequence.SequenceWriter;
import io.clozeline.tokenizer.sequence.SequencedText;
import io.clozeline.tokenizer.sequence.Span;
import io.clozeline.tokenizer.sequence.Window;
import io.clozeline.tokenizer.wordpiece.Pieces;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@code [CLS] question [SEP] passage [SEP]} for each window of the passage, [CLS] and every token
 * of the passage selected (Devlin et al. 2019, section 4.2); only these tokens have places, those
 * in the passage. The lesson of a window is where the first span of the feedback starts and ends
 * among the selected positions, 0 and 0 where it is not in the window.
 */
final class SpanLayout implements Layout {
  private static final int CLS_AND_SEPS = 3;

  private final BertInput input;
  private final Windows settings;

  SpanLayout(BertInput input, Windows settings) {
    this.input = input;
    this.settings = settings;
  }

  @Override
  public SequencedText sequence(String text, String textB) {
    Pieces question = input.pieces(text, "text");
    Pieces passage = input.pieces(textB, "textB");
    Cut cut = cut(question, passage);
    return new SequencedText(
        cut.windows().stream().map(window -> sequence(question, passage, window)).toList(),
        cut.windows().size(),
        question.size() + passage.size(),
        cut.truncated());
  }

  @Override
  public Lesson lesson(Feedback feedback) {
    Pieces question = input.pieces(feedback.text(), "text");
    Pieces passage = input.pieces(feedback.textB(), "textB");
    Answer answer =
        feedback.spans().isEmpty() ? Answer.NONE : Answer.of(feedback.spans().get(0), passage);
    List<Window> all = cut(question, passage).windows();
    int[] chosen = answer.lesson(all.stream().map(Window::second).toArray(Span[]::new));
    List<Window> windows = Arrays.stream(chosen).mapToObj(all::get).toList();
    return new Lesson(
        windows.stream().map(window -> sequence(question, passage, window)).toList(),
        windows.stream().map(window -> answer.target(window.second())).toList());
  }

  /** As many windows as are allowed, and as a record can hold the vectors of. */
  private Cut cut(Pieces question, Pieces passage) {
    int room = settings.within(input.positions()) - CLS_AND_SEPS;
    Cut cut = Cut.second(question.size(), passage.size(), room, settings);
    var fitting = new ArrayList<Window>();
    int selected = 0;
    for (Window window : cut.windows()) {
      selected += 1 + window.second().length();
      if (selected <= Limits.SELECTED) {
        fitting.add(window);
      }
    }
    return new Cut(fitting, cut.truncated() || fitting.size() < cut.windows().size());
  }

  private TokenSequence sequence(Pieces question, Pieces passage, Window window) {
    int[] asked = Arrays.copyOf(question.ids(), window.first().length());
    SequenceWriter writer =
        input.writePlaced(window.length() + CLS_AND_SEPS).select().cls().words(asked).sep();
    for (int i = window.second().from(); i < window.second().to(); i++) {
      writer.select().piece(passage, i);
    }
    return writer.sep().done(window.origin(Pieces.NONE, passage));
  }
}

package io.clozeline.tokenizer.kind.cloze;

import io.clozeline.events.task.Windows;
import io.clozeline.tokenizer.sequence.AskedWindow;
import io.clozeline.tokenizer.sequence.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Lays windows around the blanks of a text: neighbours share one while it gives each of them the
 * overlap's tokens on both sides, and the window lies around their middle. Each blank is then asked
 * in the window that shows most on its poorer side. A part of the text that is near no blank is in
 * no window.
 */
final class BlankWindows {
  private final int[] places; // of the blanks among the tokens
  private final int size;
  private final int room;
  private final int margin;

  private BlankWindows(int[] places, int size, int room, int overlap) {
    this.places = places;
    this.size = size;
    this.room = room;
    this.margin = Math.min(overlap, (room - 1) / 2);
  }

  /**
   * The windows of {@code text}, in its order; blanks beyond the most that are allowed are in none.
   *
   * @param room tokens of text in a window
   */
  static List<AskedWindow> of(BlankedText text, int room, Windows settings) {
    int[] places = text.places();
    if (text.size() <= room) {
      return List.of(new AskedWindow(Span.first(text.size()), Span.first(places.length)));
    }
    return new BlankWindows(places, text.size(), room, settings.overlap()).lay(settings.max());
  }

  private List<AskedWindow> lay(int most) {
    var spans = new ArrayList<Span>();
    int blank = 0;
    while (blank < places.length && spans.size() < most) {
      int next = endOfGroup(blank);
      spans.add(around(places[blank], places[next - 1]));
      blank = next;
    }
    return AskedWindow.assign(spans, Arrays.copyOf(places, blank), size);
  }

  /** The first blank after {@code first} that a window with it would leave too little text. */
  private int endOfGroup(int first) {
    int from = Math.max(0, places[first] - margin);
    int end = first + 1;
    while (end < places.length && Math.min(size, places[end] + 1 + margin) - from <= room) {
      end++;
    }
    return end;
  }

  /** As much before the blanks as after them, as far as the text goes. */
  private Span around(int first, int last) {
    int centred = (first + last + 1) / 2 - room / 2;
    int from = Math.max(0, Math.min(centred, size - room));
    return new Span(from, from + room);
  }
}

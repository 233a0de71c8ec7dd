package io.clozeline.tokenizer.sequence.cloze;

import io.clozeline.events.task.Windows;
import io.clozeline.tokenizer.sequence.Span;
import java.util.ArrayList;
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
  static List<BlankWindow> of(BlankedText text, int room, Windows settings) {
    int[] places = text.places();
    if (text.size() <= room) {
      return List.of(new BlankWindow(Span.first(text.size()), Span.first(places.length)));
    }
    return new BlankWindows(places, text.size(), room, settings.overlap()).lay(settings.max());
  }

  /** Tokens that are in none of {@code windows}, which are in the order of the text. */
  static boolean leaveOut(List<BlankWindow> windows, int size) {
    int read = 0;
    for (BlankWindow window : windows) {
      if (window.tokens().from() > read) {
        return true;
      }
      read = window.tokens().to();
    }
    return read < size;
  }

  private List<BlankWindow> lay(int most) {
    var spans = new ArrayList<Span>();
    int blank = 0;
    while (blank < places.length && spans.size() < most) {
      int next = endOfGroup(blank);
      spans.add(around(places[blank], places[next - 1]));
      blank = next;
    }
    return assign(spans, blank);
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

  /** Asks the first {@code blanks} blanks; a window that none of them chooses is left out. */
  private List<BlankWindow> assign(List<Span> spans, int blanks) {
    var windows = new ArrayList<BlankWindow>();
    int blank = 0;
    for (int i = 0; i < spans.size(); i++) {
      int first = blank;
      while (blank < blanks && best(spans, places[blank]) == i) {
        blank++;
      }
      if (blank > first) {
        windows.add(new BlankWindow(spans.get(i), new Span(first, blank)));
      }
    }
    return windows;
  }

  private int best(List<Span> spans, int place) {
    int best = 0;
    for (int i = 1; i < spans.size(); i++) {
      if (context(spans.get(i), place) > context(spans.get(best), place)) {
        best = i;
      }
    }
    return best;
  }

  /** Tokens on the poorer side of {@code place}; a side where the text ends is not poor. */
  private int context(Span span, int place) {
    if (!span.holds(place)) {
      return -1;
    }
    int before = span.from() == 0 ? size : place - span.from();
    int after = span.to() == size ? size : span.to() - 1 - place;
    return Math.min(before, after);
  }
}

package io.clozeline.tokenizer.sequence;

import java.util.ArrayList;
import java.util.List;

/**
 * A window on a text of which places in several windows are asked in one of them only.
 *
 * @param tokens what the model reads
 * @param asked the places, by their number in the text, that are asked here and nowhere else
 */
public record AskedWindow(Span tokens, Span asked) {
  /**
   * Asks each place in the window that shows most on its poorer side; a window that no place
   * chooses is left out, and so is a place that no window holds.
   *
   * @param windows in the order of the text, all of one length
   * @param places the token of each place, ascending
   * @param size tokens of the text
   */
  public static List<AskedWindow> assign(List<Span> windows, int[] places, int size) {
    var asked = new ArrayList<AskedWindow>();
    int place = 0;
    for (int i = 0; i < windows.size(); i++) {
      int first = place;
      while (place < places.length && best(windows, places[place], size) == i) {
        place++;
      }
      if (place > first) {
        asked.add(new AskedWindow(windows.get(i), new Span(first, place)));
      }
    }
    return asked;
  }

  /** -1 where no window holds {@code place}. */
  private static int best(List<Span> windows, int place, int size) {
    int best = -1;
    int most = -1;
    for (int i = 0; i < windows.size(); i++) {
      int context = windows.get(i).context(place, size);
      if (context > most) {
        best = i;
        most = context;
      }
    }
    return best;
  }

  /** Whether a token of {@code size} is in none of {@code windows}, in the order of the text. */
  public static boolean leaveOut(List<AskedWindow> windows, int size) {
    int read = 0;
    for (AskedWindow window : windows) {
      if (window.tokens().from() > read) {
        return true;
      }
      read = window.tokens().to();
    }
    return read < size;
  }
}

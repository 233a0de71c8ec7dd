package io.clozeline.tokenizer.sequence;

import io.clozeline.events.task.Windows;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A text, or a pair, cut into windows that the model can read.
 *
 * @param windows in the order of the text, each as long as there is room but for a text that fits
 * @param truncated whether a token is in none of them
 */
public record Cut(List<Window> windows, boolean truncated) {
  public Cut {
    windows = List.copyOf(windows);
  }

  /**
   * Cuts two texts of {@code first} and {@code second} tokens, the latter 0 for a single text. The
   * longer text of a pair goes into windows; each of them holds the other text whole, or what half
   * the room takes of its start.
   *
   * @param room tokens of text in a window
   */
  public static Cut of(int first, int second, int room, Windows settings) {
    if (first + second <= room) {
      return new Cut(List.of(new Window(Span.first(first), Span.first(second))), false);
    }
    int shorter = Math.min(first, second);
    int beside = Math.min(shorter, room / 2);
    int longer = Math.max(first, second);
    List<Span> spans = spans(longer, room - beside, settings);
    return new Cut(
        spans.stream()
            .map(s -> first >= second ? new Window(s, Span.first(beside)) : window(beside, s))
            .toList(),
        beside < shorter || spans.get(spans.size() - 1).to() < longer);
  }

  /**
   * The same, but it is always the second text that goes into windows. The first is whole in each
   * of them, unless it takes over half the room and the second text needs what is beyond.
   */
  public static Cut second(int first, int second, int room, Windows settings) {
    int beside = Math.min(first, Math.max(room / 2, room - second));
    List<Span> spans = spans(second, room - beside, settings);
    return new Cut(
        spans.stream().map(span -> window(beside, span)).toList(),
        beside < first || spans.get(spans.size() - 1).to() < second);
  }

  private static Window window(int beside, Span second) {
    return new Window(Span.first(beside), second);
  }

  /** Spans from the start on; the last one reaches back until it is as long as the others. */
  private static List<Span> spans(int tokens, int room, Windows settings) {
    int step = room - Math.min(settings.overlap(), room / 2);
    int beyondFirst = Math.max(0, tokens - room);
    int needed = 1 + (beyondFirst + step - 1) / step;
    return IntStream.range(0, Math.min(needed, settings.max()))
        .mapToObj(i -> Math.min(i * step, beyondFirst))
        .map(from -> new Span(from, Math.min(tokens, from + room)))
        .toList();
  }
}

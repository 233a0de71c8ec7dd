package io.clozeline.tokenizer.sequence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.events.task.Windows;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CutTest {
  @ParameterizedTest(name = "{0} tokens into {1}, {2} windows at most, overlapping by {3}")
  @CsvSource({
    "10, 10, 32, 2, 0-10, false",
    "11, 10, 32, 2, 0-10 1-11, false", // the last window is as long as the others
    "18, 10, 32, 2, 0-10 8-18, false",
    "19, 10, 32, 2, 0-10 8-18 9-19, false",
    "20, 10, 32, 0, 0-10 10-20, false",
    "21, 10, 32, 0, 0-10 10-20 11-21, false",
    "20, 10, 32, 64, 0-10 5-15 10-20, false", // half a window at most
    "18, 10, 2, 2, 0-10 8-18, false",
    "19, 10, 2, 2, 0-10 8-18, true",
    "19, 10, 1, 2, 0-10, true",
    "3, 1, 32, 64, 0-1 1-2 2-3, false"
  })
  void aTextIsCutIntoWindows(
      int tokens, int room, int max, int overlap, String windows, boolean truncated) {
    // When
    Cut cut = Cut.of(tokens, 0, room, new Windows(max, overlap));

    // Then
    List<Span> spans = cut.windows().stream().map(Window::first).toList();
    assertEquals(windows, text(spans));
    assertEquals(truncated, cut.truncated());
    assertTrue(cut.windows().stream().allMatch(w -> w.second().length() == 0));
  }

  @ParameterizedTest
  @CsvSource({
    "3, 4, 10, 0-3, 0-4, false", // both fit
    "6, 4, 10, 0-6, 0-4, false", // just
    "12, 3, 10, 0-7 5-12, 0-3 0-3, false", // the longer one alone
    "3, 12, 10, 0-3 0-3, 0-7 5-12, false",
    "12, 6, 10, 0-5 3-8 6-11 7-12, 0-5 0-5 0-5 0-5, true", // more than half the room
    "6, 6, 11, 0-6, 0-5, true" // of equal ones the first
  })
  void ofAPairTheLongerTextIsCutAndTheOtherIsInEveryWindow(
      int first, int second, int room, String firsts, String seconds, boolean truncated) {
    // When
    Cut cut = Cut.of(first, second, room, new Windows(32, 2));

    // Then
    assertEquals(firsts, text(cut.windows().stream().map(Window::first).toList()));
    assertEquals(seconds, text(cut.windows().stream().map(Window::second).toList()));
    assertEquals(truncated, cut.truncated());
  }

  @Test
  void everyTokenIsInAWindowAndEveryWindowIsFullAndOverlaps() {
    for (int tokens = 511; tokens < 5_000; tokens += 7) {
      // When
      Cut cut = Cut.of(tokens, 0, 510, Windows.DEFAULT);

      // Then
      Span before = null;
      for (Window window : cut.windows()) {
        Span span = window.first();
        assertEquals(510, span.length());
        assertTrue(before == null ? span.from() == 0 : before.to() - span.from() >= 64);
        before = span;
      }
      assertEquals(tokens, before.to());
    }
  }

  @Test
  void theLargestTextHasNoMoreThanTheMostWindows() {
    // When
    Cut cut = Cut.of(500_000, 0, 510, Windows.DEFAULT);

    // Then
    assertEquals(32, cut.windows().size());
    assertTrue(cut.truncated());
  }

  private static String text(List<Span> spans) {
    return spans.stream().map(s -> s.from() + "-" + s.to()).collect(Collectors.joining(" "));
  }
}

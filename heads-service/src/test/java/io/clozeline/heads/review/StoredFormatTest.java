package io.clozeline.heads.review;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** What stands in a store from before must be read, whatever a later version adds. */
class StoredFormatTest {
  private static final ReviewState STATE =
      new ReviewState(
          new Budget(1.5, 1_767_323_045_678L, 0.75),
          new Arrivals(new Rate(41.25, 60_000), new Rate(0.5, 4_000), 1_767_323_045_678L),
          new LastScores(new float[] {0.25f, 1}),
          new LastScores(new float[] {0.125f}));
  private static final Sent SENT =
      new Sent(new long[] {-1, 5_000_000_000L}, 2, new byte[] {0, 60, 0, 0});

  @Test
  void aStoredStateIsStillRead() throws IOException {
    // When
    ReviewState read = ReviewState.CODEC.decode(golden("review-state.hex"));

    // Then
    assertEquals(STATE.budget(), read.budget());
    assertEquals(STATE.arrivals(), read.arrivals());
    assertArrayEquals(STATE.scores().scores(), read.scores().scores());
    assertArrayEquals(STATE.novelties().scores(), read.novelties().scores());
  }

  @Test
  void storedTextsAreStillRead() throws IOException {
    // When
    Sent read = Sent.CODEC.decode(golden("review-sent.hex"));

    // Then
    assertArrayEquals(SENT.ids(), read.ids());
    assertEquals(SENT.hidden(), read.hidden());
    assertArrayEquals(SENT.vectors(), read.vectors());
    assertEquals(1, read.similarity(new float[] {1, 0}), 1e-6);
  }

  @Test
  void bothAreWrittenAsBefore() throws IOException {
    assertEquals(hex(golden("review-state.hex")), hex(ReviewState.CODEC.encode(STATE)));
    assertEquals(hex(golden("review-sent.hex")), hex(Sent.CODEC.encode(SENT)));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static byte[] golden(String name) throws IOException {
    try (var file = StoredFormatTest.class.getResourceAsStream("/golden/" + name)) {
      return HexFormat.of().parseHex(new String(file.readAllBytes()).strip());
    }
  }
}

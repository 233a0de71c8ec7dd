package io.clozeline.heads.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SentTest {
  private static final float[] EAST = {1, 0};
  private static final float[] NORTH = {0, 1};

  @Test
  void theNearestOfTheNewestVectorsCounts() {
    // Given one vector that is forgotten, and one that is not
    var sent = Sent.NONE.with(0, EAST);
    for (int i = 1; i <= Sent.VECTORS; i++) {
      sent = sent.with(i, NORTH);
    }

    // Then
    assertEquals(0, sent.similarity(EAST), 1e-6);
    assertEquals(1, sent.similarity(NORTH), 1e-6);
    assertEquals(2 * 2 * Sent.VECTORS, sent.vectors().length);
  }

  @Test
  void theNewestIdsAreKnown() {
    // When
    var sent = Sent.NONE;
    for (int i = 0; i <= Sent.IDS; i++) {
      sent = sent.with(i, null);
    }

    // Then
    assertFalse(sent.contains(0));
    assertTrue(sent.contains(1));
    assertTrue(sent.contains(Sent.IDS));
    assertEquals(Sent.IDS, sent.ids().length);
    assertNull(sent.similarity(EAST));
  }

  @Test
  void aVectorOfAnotherWidthIsLikeNone() {
    // Given
    var sent = Sent.NONE.with(1, EAST);

    // When
    var wider = sent.with(2, new float[] {0, 0, 1});

    // Then
    assertNull(sent.similarity(new float[] {0, 0, 1}));
    assertNull(wider.similarity(EAST));
    assertEquals(1, wider.similarity(new float[] {0, 0, 1}), 1e-6);
  }

  @Test
  void aTextWithoutAVectorLeavesTheOthers() {
    assertEquals(1, Sent.NONE.with(1, EAST).with(2, null).similarity(EAST), 1e-6);
  }
}

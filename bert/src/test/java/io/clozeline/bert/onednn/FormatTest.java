package io.clozeline.bert.onednn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class FormatTest {
  @Test
  void bf16IsRoundedToTheNearestAndToEvenBetweenTwo() {
    // Given numbers a quarter, a half and three quarters of the way from 1 to the next, 1.0078125,
    // half the way from that to the one after it, and what has no neighbours
    float[] given = {
      1,
      1.001953125f,
      1.00390625f,
      1.005859375f,
      1.01171875f,
      -1.005859375f,
      0,
      Float.MAX_VALUE,
      Float.NEGATIVE_INFINITY,
      Float.intBitsToFloat(0x7f800001)
    };
    var buffer = ByteBuffer.allocate(given.length * Short.BYTES).order(ByteOrder.nativeOrder());
    // When
    Format.BF16.put(buffer, 0, given);
    float[] got = new float[given.length];
    Format.BF16.get(buffer, 0, got);
    // Then
    float next = 1.0078125f;
    assertArrayEquals(
        new float[] {
          1,
          1,
          1,
          next,
          1.015625f,
          -next,
          0,
          Float.POSITIVE_INFINITY,
          Float.NEGATIVE_INFINITY,
          Float.NaN
        },
        got);
  }

  @Test
  void numbersLieWhereTheyArePut() {
    for (Format format : Format.values()) {
      // Given
      try (var numbers = new Numbers(format, 6);
          var others = new Numbers(format, 4)) {
        numbers.put(2, new float[] {1, 2, 3});
        // When
        others.copy(1, numbers, 3, 2);
        numbers.clear(2, 4);
        // Then
        float[] all = new float[6];
        numbers.get(0, all);
        assertArrayEquals(new float[] {0, 0, 0, 0, 3, 0}, all);
        float[] copied = new float[4];
        others.get(0, copied);
        assertArrayEquals(new float[] {0, 2, 3, 0}, copied);
      }
    }
  }
}

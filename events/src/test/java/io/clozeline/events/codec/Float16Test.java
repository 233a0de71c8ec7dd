package io.clozeline.events.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Float16Test {
  private static final int HALVES = 1 << 16;
  private static final int INFINITY = 0x7c00;

  /** The standard's own definition, in double, which holds every half and every tie exactly. */
  private static double valueOf(int half) {
    int exponent = half >> 10 & 0x1f;
    int fraction = half & 0x3ff;
    double magnitude =
        exponent == 0
            ? fraction * 0x1p-24
            : (1 + fraction / 1024.0) * Math.pow(2, exponent - 15); // exact: powers of two
    return (half & 0x8000) == 0 ? magnitude : -magnitude;
  }

  /** The nearest half, ties to the even one, by looking at both neighbours. */
  private static int nearest(float value) {
    int sign = Float.floatToRawIntBits(value) >>> 16 & 0x8000;
    double magnitude = Math.abs((double) value);
    int below = 0;
    for (int bit = 1 << 14; bit > 0; bit >>= 1) {
      if ((below | bit) <= INFINITY && valueOf(below | bit) <= magnitude) {
        below |= bit;
      }
    }
    if (below == INFINITY) {
      return sign | INFINITY;
    }
    double down = magnitude - valueOf(below);
    double up = valueOf(below + 1) - magnitude; // beyond the largest finite half stands 65536
    boolean roundUp = up < down || up == down && (below & 1) == 1;
    return sign | (roundUp ? below + 1 : below);
  }

  @Test
  void everyHalfHasTheValueOfTheStandardAndComesBack() {
    for (int half = 0; half < HALVES; half++) {
      float value = Float16.toFloat((short) half);
      if ((half & 0x7fff) > INFINITY) {
        assertTrue(Float.isNaN(value), Integer.toHexString(half));
        assertTrue(Float.isNaN(Float16.toFloat(Float16.fromFloat(value))));
        continue;
      }
      if ((half & 0x7fff) < INFINITY) {
        assertEquals((float) valueOf(half), value, Integer.toHexString(half));
      }
      assertEquals((short) half, Float16.fromFloat(value), Integer.toHexString(half));
    }
  }

  @Test
  void everyMidpointAndItsNeighboursAreRoundedToTheNearestAndTiesToEven() {
    for (int half = 0; half < INFINITY; half++) {
      float middle = (float) ((valueOf(half) + valueOf(half + 1)) / 2);
      for (float value : new float[] {Math.nextDown(middle), middle, Math.nextUp(middle)}) {
        assertRounded(value);
        assertRounded(-value);
      }
    }
  }

  @Test
  void anyFloatIsRoundedToTheNearestAndTiesToEven() {
    var random = new Random(16);
    for (int i = 0; i < 500_000; i++) {
      float any = Float.intBitsToFloat(random.nextInt());
      if (!Float.isNaN(any)) {
        assertRounded(any);
      }
      assertRounded((float) (random.nextGaussian() * Math.pow(2, random.nextInt(44) - 26)));
    }
  }

  private static void assertRounded(float value) {
    assertEquals((short) nearest(value), Float16.fromFloat(value), () -> "of " + value);
  }

  @ParameterizedTest
  @CsvSource({
    "0.0, 0000",
    "-0.0, 8000",
    "1.0, 3c00",
    "-2.0, c000",
    "65504, 7bff",
    "65519.996, 7bff",
    "65520, 7c00",
    "-65520, fc00",
    "Infinity, 7c00",
    "-Infinity, fc00",
    "5.9604645E-8, 0001",
    "2.9802322E-8, 0000",
    "2.9802326E-8, 0001",
    "6.1035156E-5, 0400",
    "6.097555E-5, 03ff"
  })
  void knownValues(float value, String hexadecimal) {
    assertEquals((short) Integer.parseInt(hexadecimal, 16), Float16.fromFloat(value));
  }

  @ParameterizedTest
  @ValueSource(ints = {0x7fc00000, 0xffc00000, 0x7f800001, 0x7fffffff})
  void notANumberStaysOne(int bits) {
    assertTrue(Float.isNaN(Float16.toFloat(Float16.fromFloat(Float.intBitsToFloat(bits)))));
  }

  @Test
  void packsLittleEndianFromAGivenByteOn() {
    // Given
    byte[] bytes = new byte[6];
    // When
    Float16.pack(new float[] {1, -2}, bytes, 1);
    // Then
    assertArrayEquals(new byte[] {0, 0x00, 0x3c, 0x00, (byte) 0xc0, 0}, bytes);
    assertArrayEquals(new float[] {1, -2}, Float16.unpack(bytes, 1, 2));
  }
}

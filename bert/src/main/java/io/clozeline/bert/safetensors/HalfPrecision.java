package io.clozeline.bert.safetensors;

/** The 16-bit floats as 32-bit floats; every 16-bit value has an exact one. */
final class HalfPrecision {
  private static final int F16_EXPONENT_BIAS = 15;
  private static final float F16_SMALLEST = 0x1p-24f;

  private HalfPrecision() {}

  static float fromBf16(short bits) {
    return Float.intBitsToFloat(bits << 16);
  }

  static float fromF16(short bits) {
    int exponent = bits >> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    float size =
        switch (exponent) {
          case 0 -> fraction * F16_SMALLEST;
          case 0x1f -> fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
          default ->
              Float.intBitsToFloat(
                  exponent - F16_EXPONENT_BIAS + Float.MAX_EXPONENT << 23 | fraction << 13);
        };
    return bits < 0 ? -size : size;
  }
}

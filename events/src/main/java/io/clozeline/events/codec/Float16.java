package io.clozeline.events.codec;

/**
 * IEEE 754 binary16, rounded to nearest even. Java 20 has this in {@code Float}; this project runs
 * on 17. Values beyond ±65504 become infinite, as the standard asks.
 */
public final class Float16 {
  private Float16() {}

  /**
   * Writes {@code values} into {@code target} from byte {@code at} on, little endian, two bytes
   * each.
   */
  public static void pack(float[] values, byte[] target, int at) {
    for (int i = 0; i < values.length; i++) {
      short bits = fromFloat(values[i]);
      target[at + 2 * i] = (byte) bits;
      target[at + 2 * i + 1] = (byte) (bits >> 8);
    }
  }

  /** Reads {@code count} values from byte {@code at} on. */
  public static float[] unpack(byte[] source, int at, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      int low = source[at + 2 * i] & 0xff;
      int high = source[at + 2 * i + 1] & 0xff;
      values[i] = toFloat((short) (high << 8 | low));
    }
    return values;
  }

  static short fromFloat(float value) {
    int bits = Float.floatToRawIntBits(value);
    int sign = bits >>> 16 & 0x8000;
    int magnitude = bits & 0x7fffffff;
    if (magnitude > 0x7f800000) {
      return (short) (sign | 0x7e00); // NaN
    }
    if (magnitude >= 0x477ff000) {
      return (short) (sign | 0x7c00); // rounds beyond the largest finite value
    }
    if (magnitude < 0x38800000) {
      // Subnormal: the addition lines the bits up and rounds them as the hardware does.
      float aligned = Float.intBitsToFloat(magnitude) + 0.5f;
      return (short) (sign | Float.floatToRawIntBits(aligned) - 0x3f000000);
    }
    int odd = magnitude >>> 13 & 1;
    return (short) (sign | magnitude - 0x38000000 + 0xfff + odd >>> 13);
  }

  static float toFloat(short half) {
    int sign = (half & 0x8000) << 16;
    int exponent = half >>> 10 & 0x1f;
    int fraction = half & 0x3ff;
    if (exponent == 0) {
      float subnormal = fraction * 0x1p-24f;
      return sign == 0 ? subnormal : -subnormal;
    }
    int widened = exponent == 0x1f ? 0xff : exponent - 15 + 127;
    return Float.intBitsToFloat(sign | widened << 23 | fraction << 13);
  }
}

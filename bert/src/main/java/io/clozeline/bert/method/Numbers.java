package io.clozeline.bert.method;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** Numbers to start from. */
public final class Numbers {
  private Numbers() {}

  /** {@code count} times the same. */
  public static float[] all(long count, float value) {
    float[] numbers = new float[Math.toIntExact(count)];
    Arrays.fill(numbers, value);
    return numbers;
  }

  /** The same in tensors of these shapes. */
  public static Map<String, float[]> all(Map<String, long[]> shapes, float value) {
    Map<String, float[]> numbers = new LinkedHashMap<>();
    shapes.forEach((name, shape) -> numbers.put(name, all(Method.size(shape), value)));
    return numbers;
  }

  /** Around 0 with that deviation. */
  public static float[] normal(long count, double deviation, Random random) {
    float[] numbers = new float[Math.toIntExact(count)];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) (deviation * random.nextGaussian());
    }
    return numbers;
  }

  /** Evenly from -bound to bound. */
  public static float[] uniform(long count, double bound, Random random) {
    float[] numbers = new float[Math.toIntExact(count)];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) (bound * (2 * random.nextDouble() - 1));
    }
    return numbers;
  }
}

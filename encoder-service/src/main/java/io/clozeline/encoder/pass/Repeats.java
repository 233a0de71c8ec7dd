package io.clozeline.encoder.pass;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Arrays;
import java.util.Optional;

/**
 * The vectors of sequences that may come again, under the adapter that made them, so that a text
 * that recurs in a stream is encoded once. In memory alone; what is rarely asked for leaves first.
 */
public final class Repeats {
  // What an entry takes besides its numbers: objects, their headers and their links.
  private static final int OVERHEAD_BYTES = 256;

  private final Cache<SharedSequence.Key, Known> known;

  private Repeats(long bytes) {
    known =
        Caffeine.newBuilder()
            .maximumWeight(bytes)
            .weigher(Repeats::bytes)
            .executor(Runnable::run)
            .build();
  }

  /** Remembers as much as fits into {@code bytes}; with 0, nothing. */
  public static Repeats within(long bytes) {
    return new Repeats(bytes);
  }

  /**
   * What the model made of a sequence.
   *
   * @param positions ascending
   * @param vectors {@code [positions][hidden]}
   */
  record Known(int[] positions, float[][] vectors) {
    /** The vectors at {@code needed}; empty where one is missing. */
    Optional<float[][]> at(int[] needed) {
      float[][] found = new float[needed.length][];
      for (int i = 0; i < needed.length; i++) {
        int at = Arrays.binarySearch(positions, needed[i]);
        if (at < 0) {
          return Optional.empty();
        }
        found[i] = vectors[at];
      }
      return Optional.of(found);
    }
  }

  Optional<Known> of(SharedSequence.Key key) {
    return Optional.ofNullable(known.getIfPresent(key));
  }

  void put(SharedSequence.Key key, Known vectors) {
    known.put(key, vectors);
  }

  private static int bytes(SharedSequence.Key key, Known value) {
    int ids = 2 * Integer.BYTES * key.inputIds().length;
    int vectors = 0;
    for (float[] vector : value.vectors()) {
      vectors += Integer.BYTES + Float.BYTES * vector.length;
    }
    return OVERHEAD_BYTES + ids + vectors;
  }
}

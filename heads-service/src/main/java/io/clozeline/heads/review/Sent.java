package io.clozeline.heads.review;

import io.clozeline.events.codec.BinaryCodec;
import io.clozeline.events.codec.Codec;
import io.clozeline.events.codec.Float16;
import java.util.Arrays;

/**
 * The texts of a task that were sent lately.
 *
 * @param ids a number for each, see {@link Lot#number}, the oldest first
 * @param hidden numbers in a vector
 * @param vectors of length one, of the newest texts that have one, the oldest first: float16,
 *     little endian, [texts, hidden]
 */
public record Sent(long[] ids, int hidden, byte[] vectors) {
  /** How it lies in its store and on the store's changelog. */
  public static final Codec<Sent> CODEC = BinaryCodec.of(Sent.class);

  static final int IDS = 1_024;
  static final int VECTORS = 64;

  static final Sent NONE = new Sent(new long[0], 0, new byte[0]);

  boolean contains(long id) {
    return Arrays.stream(ids).anyMatch(other -> other == id);
  }

  /** The cosine between {@code unit} and the nearest vector; null where there is none like it. */
  Double similarity(float[] unit) {
    if (unit.length != hidden || vectors.length == 0) {
      return null;
    }
    double nearest = -1;
    for (int at = 0; at < vectors.length; at += 2 * hidden) {
      nearest = Math.max(nearest, UnitVector.cosine(unit, Float16.unpack(vectors, at, hidden)));
    }
    return nearest;
  }

  /** With one more; {@code unitOrNull} of another width than those before starts afresh. */
  Sent with(long id, float[] unitOrNull) {
    int kept = Math.min(ids.length, IDS - 1);
    long[] more = Arrays.copyOfRange(ids, ids.length - kept, ids.length + 1);
    more[kept] = id;
    return unitOrNull == null
        ? new Sent(more, hidden, vectors)
        : new Sent(more, unitOrNull.length, vectorsWith(unitOrNull));
  }

  private byte[] vectorsWith(float[] unit) {
    int bytes = 2 * unit.length;
    int kept = unit.length == hidden ? Math.min(vectors.length, (VECTORS - 1) * bytes) : 0;
    byte[] more = Arrays.copyOfRange(vectors, vectors.length - kept, vectors.length + bytes);
    Float16.pack(unit, more, kept);
    return more;
  }
}

package io.clozeline.events;

import io.clozeline.events.codec.Float16;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import java.util.Arrays;

/**
 * The encoder's vectors at the selected positions of one sequence.
 *
 * @param selected how many positions
 * @param hidden numbers in a vector
 * @param vectors float16, little endian, [selected, hidden]
 */
public record Encoding(int selected, int hidden, byte[] vectors) {
  public Encoding {
    Fields.required(vectors, "vectors");
    if (selected < 0 || hidden <= 0 || vectors.length != 2L * selected * hidden) {
      throw new EventException(
          ErrorCode.MALFORMED_BINARY,
          vectors.length + " bytes for " + selected + " vectors of " + hidden);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Encoding that
        && selected == that.selected
        && hidden == that.hidden
        && Arrays.equals(vectors, that.vectors);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(vectors);
  }

  @Override
  public String toString() {
    return selected + " vectors of " + hidden;
  }

  /** Packs {@code vectors}, [selected][hidden]. */
  public static Encoding of(float[][] vectors, int hidden) {
    byte[] packed = new byte[2 * vectors.length * hidden];
    for (int i = 0; i < vectors.length; i++) {
      if (vectors[i].length != hidden) {
        throw new IllegalArgumentException(
            "a vector of " + vectors[i].length + " numbers, not " + hidden);
      }
      Float16.pack(vectors[i], packed, 2 * i * hidden);
    }
    return new Encoding(vectors.length, hidden, packed);
  }

  /** The vector at the {@code index}-th selected position, [hidden]. */
  public float[] vector(int index) {
    return Float16.unpack(vectors, 2 * index * hidden, hidden);
  }
}

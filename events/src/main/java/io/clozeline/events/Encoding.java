package io.clozeline.events;

import com.fasterxml.jackson.annotation.JsonInclude;
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
 * @param offsets start and end in the text of what each selected position stands for, two numbers a
 *     position in UTF-16 units, -1 and -1 for no text; null where the task needs none
 */
public record Encoding(
    int selected,
    int hidden,
    byte[] vectors,
    @JsonInclude(JsonInclude.Include.NON_NULL) int[] offsets) {
  public Encoding {
    if (offsets != null && offsets.length != 2L * selected) {
      throw new EventException(
          ErrorCode.MALFORMED_BINARY, offsets.length + " offsets for " + selected + " vectors");
    }
    Fields.required(vectors, "vectors");
    if (selected < 0 || hidden <= 0 || vectors.length != 2L * selected * hidden) {
      throw new EventException(
          ErrorCode.MALFORMED_BINARY,
          vectors.length + " bytes for " + selected + " vectors of " + hidden);
    }
  }

  /** Vectors that stand for no part of the text. */
  public Encoding(int selected, int hidden, byte[] vectors) {
    this(selected, hidden, vectors, null);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Encoding that
        && selected == that.selected
        && hidden == that.hidden
        && Arrays.equals(vectors, that.vectors)
        && Arrays.equals(offsets, that.offsets);
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

  /** The same vectors, which stand for these parts of the text. */
  public Encoding at(int[] offsets) {
    return new Encoding(selected, hidden, vectors, offsets);
  }

  /** The vector at the {@code index}-th selected position, [hidden]. */
  public float[] vector(int index) {
    return Float16.unpack(vectors, 2 * index * hidden, hidden);
  }
}

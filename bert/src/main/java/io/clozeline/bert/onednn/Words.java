package io.clozeline.bert.onednn;

import io.clozeline.bert.ModelDirectory;
import io.clozeline.bert.safetensors.SafeTensors;
import java.nio.FloatBuffer;
import java.util.Iterator;
import java.util.List;

/**
 * The word vectors, in the format of what lies between products: half the memory where that has 16
 * bits, to which their sums are rounded anyway.
 */
@FunctionalInterface
interface Words extends AutoCloseable {
  /** Reads the vector of a word. */
  void get(int id, float[] vector);

  @Override
  default void close() {}

  /** What is kept of them with the packed weights: nothing where they stay in the model's file. */
  static List<Memory> pack(ModelDirectory directory, Format format) {
    if (format == Format.F32) {
      return List.of();
    }
    FloatBuffer stored = stored(directory);
    var packed = new Memory((long) stored.capacity() * format.bytes());
    float[] vector = new float[directory.info().hidden()];
    for (int at = 0; at < stored.capacity(); at += vector.length) {
      stored.get(at, vector);
      format.put(packed.buffer(), at, vector);
    }
    return List.of(packed);
  }

  /** Takes them from the next part, or from the model's file. */
  static Words of(Iterator<Memory> parts, ModelDirectory directory, Format format) {
    int hidden = directory.info().hidden();
    if (format == Format.F32) {
      FloatBuffer stored = stored(directory);
      return (id, vector) -> stored.get(id * hidden, vector);
    }
    return new Packed(new Numbers(format, parts.next()), hidden);
  }

  private static FloatBuffer stored(ModelDirectory directory) {
    return SafeTensors.read(directory.head())
        .require("embeddings.word", directory.info().vocabulary(), directory.info().hidden())
        .buffer();
  }

  /** Those of a packed part. */
  record Packed(Numbers numbers, int hidden) implements Words {
    @Override
    public void get(int id, float[] vector) {
      numbers.get(id * hidden, vector);
    }

    @Override
    public void close() {
      numbers.close();
    }
  }
}

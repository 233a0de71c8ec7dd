package io.clozeline.bert.onednn;

import java.nio.FloatBuffer;

/** 32-bit numbers in native memory. */
final class Numbers implements AutoCloseable {
  private final Memory memory;
  private final FloatBuffer buffer;

  Numbers(long count) {
    memory = new Memory(count * Float.BYTES);
    buffer = memory.buffer().asFloatBuffer();
  }

  static Numbers of(float... values) {
    var numbers = new Numbers(values.length);
    numbers.buffer.put(0, values);
    return numbers;
  }

  /** Where the number of that index lies. */
  long at(long index) {
    return memory.address() + index * Float.BYTES;
  }

  /** All of them, to be read and written. */
  FloatBuffer buffer() {
    return buffer;
  }

  @Override
  public void close() {
    memory.close();
  }
}

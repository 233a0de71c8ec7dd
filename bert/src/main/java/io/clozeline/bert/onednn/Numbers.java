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

  /** Where the number of that index lies. */
  long at(long index) {
    return memory.address() + index * Float.BYTES;
  }

  /** How much they take. */
  long bytes() {
    return memory.bytes();
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

package io.clozeline.bert.onednn;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** 32-bit numbers in native memory, which begins at a whole cache line. */
final class Numbers implements AutoCloseable {
  private static final int LINE = 64;

  private final BytePointer memory;
  private final long address;
  private final FloatBuffer buffer;

  Numbers(long count) {
    memory = new BytePointer(count * Float.BYTES + LINE);
    Pointer.memset(memory, 0, memory.capacity());
    long start = memory.address();
    int skipped = (int) ((LINE - start % LINE) % LINE);
    address = start + skipped;
    ByteBuffer bytes = memory.asByteBuffer().order(ByteOrder.nativeOrder());
    buffer = bytes.position(skipped).slice().order(ByteOrder.nativeOrder()).asFloatBuffer();
  }

  static Numbers of(float[] values) {
    var numbers = new Numbers(values.length);
    numbers.buffer.put(0, values);
    return numbers;
  }

  /** Where the number of that index lies. */
  long at(long index) {
    return address + index * Float.BYTES;
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

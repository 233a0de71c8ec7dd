package io.clozeline.bert.onednn;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** Native memory that begins at a whole cache line and is zero at first. */
final class Memory implements AutoCloseable {
  private static final int LINE = 64;

  private final BytePointer pointer;
  private final long address;
  private final ByteBuffer buffer;

  Memory(long bytes) {
    pointer = new BytePointer(bytes + LINE);
    Pointer.memset(pointer, 0, pointer.capacity());
    long start = pointer.address();
    int skipped = (int) ((LINE - start % LINE) % LINE);
    address = start + skipped;
    ByteBuffer all = pointer.asByteBuffer();
    buffer = all.position(skipped).slice().order(ByteOrder.nativeOrder());
  }

  long address() {
    return address;
  }

  /** All of it, to be read and written. */
  ByteBuffer buffer() {
    return buffer;
  }

  @Override
  public void close() {
    pointer.close();
  }
}

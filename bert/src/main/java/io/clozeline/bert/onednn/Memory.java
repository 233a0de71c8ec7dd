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
  private final Address cleared = new Address();

  Memory(long bytes) {
    pointer = new BytePointer(bytes + LINE);
    Pointer.memset(pointer, 0, pointer.capacity());
    long start = pointer.address();
    int skipped = (int) ((LINE - start % LINE) % LINE);
    address = start + skipped;
    ByteBuffer all = pointer.asByteBuffer();
    buffer = all.slice(skipped, (int) bytes).order(ByteOrder.nativeOrder());
  }

  /** What somebody else has made, for as long as this is there. */
  Memory(ByteBuffer made) {
    pointer = new BytePointer(made);
    address = pointer.address();
    buffer = made.order(ByteOrder.nativeOrder());
  }

  /** Numbers of 32 bits. */
  static Memory of(float... values) {
    var memory = new Memory((long) values.length * Float.BYTES);
    memory.buffer.asFloatBuffer().put(values);
    return memory;
  }

  /** Whole numbers of 32 bits. */
  static Memory of(int... values) {
    var memory = new Memory((long) values.length * Integer.BYTES);
    memory.buffer.asIntBuffer().put(values);
    return memory;
  }

  /** How much it holds. */
  long bytes() {
    return buffer.capacity();
  }

  /** Makes the bytes from one to before another zero. */
  void clear(long from, long to) {
    Pointer.memset(cleared.at(address + from), 0, to - from);
  }

  float[] floats() {
    float[] values = new float[buffer.capacity() / Float.BYTES];
    buffer.asFloatBuffer().get(values);
    return values;
  }

  int[] ints() {
    int[] values = new int[buffer.capacity() / Integer.BYTES];
    buffer.asIntBuffer().get(values);
    return values;
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

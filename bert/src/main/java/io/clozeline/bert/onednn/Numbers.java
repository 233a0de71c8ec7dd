package io.clozeline.bert.onednn;

/** Numbers of one format in native memory. */
final class Numbers implements AutoCloseable {
  private final Format format;
  private final Memory memory;

  Numbers(Format format, long count) {
    this(format, new Memory(count * format.bytes()));
  }

  /** Numbers that are there already. */
  Numbers(Format format, Memory memory) {
    this.format = format;
    this.memory = memory;
  }

  /** Where the number of that index lies. */
  long at(long index) {
    return memory.address() + index * format.bytes();
  }

  /** How much they take. */
  long bytes() {
    return memory.bytes();
  }

  /** Writes numbers from that one on. */
  void put(int index, float[] values) {
    format.put(memory.buffer(), index, values);
  }

  /** Reads numbers from that one on. */
  void get(int index, float[] values) {
    format.get(memory.buffer(), index, values);
  }

  /** Copies numbers of {@code other}, which has the same format. */
  void copy(int index, Numbers other, int from, int count) {
    memory
        .buffer()
        .put(
            index * format.bytes(),
            other.memory.buffer(),
            from * format.bytes(),
            count * format.bytes());
  }

  /** Makes the numbers from one to before another zero. */
  void clear(int from, int to) {
    memory.clear((long) from * format.bytes(), (long) to * format.bytes());
  }

  @Override
  public void close() {
    memory.close();
  }
}

package io.clozeline.bert.onednn;

/** Memory for what lives no longer than one call; it grows as needed. */
final class Scratch implements AutoCloseable {
  private Memory memory;
  private long size;

  /** Where at least so many bytes lie; what was in them is lost. */
  long reserve(long bytes) {
    if (bytes > size) {
      long larger = Math.max(bytes, 2 * size);
      close();
      memory = new Memory(larger);
      size = larger;
    }
    return memory.address();
  }

  @Override
  public void close() {
    if (memory != null) {
      memory.close();
      memory = null;
      size = 0;
    }
  }
}

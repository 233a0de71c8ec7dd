package io.clozeline.tokenizer.document;

import java.nio.ByteBuffer;

/** Where a text stands on its topic. */
public record Place(int partition, long offset) {
  byte[] bytes() {
    return ByteBuffer.allocate(Integer.BYTES + Long.BYTES)
        .putInt(partition)
        .putLong(offset)
        .array();
  }

  static Place of(byte[] bytes) {
    var buffer = ByteBuffer.wrap(bytes);
    return new Place(buffer.getInt(), buffer.getLong());
  }
}

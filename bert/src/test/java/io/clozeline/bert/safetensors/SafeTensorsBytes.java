package io.clozeline.bert.safetensors;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Files made by hand, valid or not. */
final class SafeTensorsBytes {
  private SafeTensorsBytes() {}

  static byte[] of(String json, int dataBytes) {
    byte[] header = json.getBytes(StandardCharsets.UTF_8);
    return of(header.length, header, dataBytes);
  }

  static byte[] of(long claimedLength, byte[] header, int dataBytes) {
    return ByteBuffer.allocate(Long.BYTES + header.length + dataBytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(claimedLength)
        .put(header)
        .array();
  }
}

package io.clozeline.trainer.intake;

import io.clozeline.events.codec.Codec;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.trainer.examples.Kept;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The store's format: one version byte, the offset, the task version and the label as UTF-8 behind
 * their lengths, and the record to the end; big endian.
 */
final class KeptCodec implements Codec<Kept> {
  private static final byte VERSION = 1;

  @Override
  public byte[] encode(Kept kept) {
    byte[] taskVersion = kept.taskVersion().getBytes(StandardCharsets.UTF_8);
    byte[] label = kept.label().getBytes(StandardCharsets.UTF_8);
    int texts = 2 * Integer.BYTES + taskVersion.length + label.length;
    return ByteBuffer.allocate(1 + Long.BYTES + texts + kept.record().length)
        .put(VERSION)
        .putLong(kept.offset())
        .putInt(taskVersion.length)
        .put(taskVersion)
        .putInt(label.length)
        .put(label)
        .put(kept.record())
        .array();
  }

  @Override
  public Kept decode(byte[] bytes) {
    try {
      var buffer = ByteBuffer.wrap(bytes);
      if (buffer.get() != VERSION) {
        throw malformed();
      }
      return new Kept(
          buffer.getLong(), text(buffer), text(buffer), take(buffer, buffer.remaining()));
    } catch (BufferUnderflowException e) {
      throw malformed();
    }
  }

  private static String text(ByteBuffer buffer) {
    return new String(take(buffer, buffer.getInt()), StandardCharsets.UTF_8);
  }

  private static byte[] take(ByteBuffer buffer, int length) {
    if (length < 0 || length > buffer.remaining()) {
      throw malformed();
    }
    byte[] bytes = new byte[length];
    buffer.get(bytes);
    return bytes;
  }

  private static EventException malformed() {
    return new EventException(
        ErrorCode.MALFORMED_BINARY, "a kept example is not of this version's format");
  }
}

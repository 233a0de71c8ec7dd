package io.clozeline.events.codec;

/** Bytes as they are: an adapter is a file of its own format. */
public final class BytesCodec implements Codec<byte[]> {
  @Override
  public byte[] encode(byte[] value) {
    return value;
  }

  @Override
  public byte[] decode(byte[] bytes) {
    return bytes;
  }
}

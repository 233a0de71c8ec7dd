package io.clozeline.events.codec;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * One version byte, then a CBOR map (RFC 8949) whose fields are the record's, without tags. A field
 * that may be null can be added under the same version, since unknown fields are passed over and
 * absent ones are null; anything else is a new version. Whatever is wrong with the bytes is {@link
 * ErrorCode#MALFORMED_BINARY}.
 */
public final class BinaryCodec<V> implements Codec<V> {
  private static final byte VERSION = 1;
  private static final CBORMapper MAPPER =
      CBORMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final ObjectReader reader;
  private final ObjectWriter writer;

  private BinaryCodec(Class<V> type) {
    this.reader = MAPPER.readerFor(type);
    this.writer = MAPPER.writerFor(type);
  }

  public static <V> BinaryCodec<V> of(Class<V> type) {
    return new BinaryCodec<>(type);
  }

  @Override
  public byte[] encode(V value) {
    var out = new ByteArrayOutputStream(512);
    out.write(VERSION);
    try {
      writer.writeValue(out, value);
    } catch (IOException e) {
      throw new IllegalStateException("a record of our own cannot be written as CBOR", e);
    }
    return out.toByteArray();
  }

  @Override
  public V decode(byte[] bytes) {
    if (bytes == null || bytes.length == 0) {
      throw new EventException(ErrorCode.MALFORMED_BINARY, "the record has no value");
    }
    if (bytes[0] != VERSION) {
      throw new EventException(
          ErrorCode.MALFORMED_BINARY,
          "format version " + (bytes[0] & 0xff) + " is not known here, only " + VERSION);
    }
    CborShape.require(bytes, 1);
    try {
      return nonNull(reader.readValue(bytes, 1, bytes.length - 1));
    } catch (IOException | RuntimeException e) {
      EventException found = JacksonErrors.eventException(e, ErrorCode.MALFORMED_BINARY);
      throw new EventException(ErrorCode.MALFORMED_BINARY, found.getMessage(), e);
    }
  }

  private V nonNull(V value) {
    if (value == null) {
      throw new EventException(ErrorCode.MALFORMED_BINARY, "the record's value is null");
    }
    return value;
  }
}

package io.clozeline.events.codec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MutableCoercionConfig;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.clozeline.events.Limits;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/**
 * JSON (RFC 8259), UTF-8, one object a record. Fields come in the record's order; absent is the
 * same as null. Numbers are not read as texts, nor fractions as whole numbers.
 */
public final class JsonCodec<V> implements Codec<V> {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(
              new JavaTimeModule()
                  .addDeserializer(Instant.class, new InstantText())
                  .addDeserializer(Duration.class, new DurationText()))
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(LogicalType.Textual, JsonCodec::onlyTexts)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .build();

  private static final char BYTE_ORDER_MARK = '\ufeff';

  private final ObjectReader reader;
  private final ObjectWriter writer;

  private JsonCodec(ObjectMapper mapper, Class<V> type) {
    this.reader = mapper.readerFor(type);
    this.writer = mapper.writerFor(type);
  }

  /** Fields that this version does not know are passed over: events only grow. */
  public static <V> JsonCodec<V> of(Class<V> type) {
    return new JsonCodec<>(MAPPER, type);
  }

  /**
   * Fields that this version does not know are refused: for what a person writes by hand and could
   * misspell.
   */
  public static <V> JsonCodec<V> strict(Class<V> type) {
    return new JsonCodec<>(
        MAPPER.rebuild().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build(), type);
  }

  @Override
  public byte[] encode(V value) {
    try {
      return writer.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of our own cannot be written as JSON", e);
    }
  }

  @Override
  public V decode(byte[] bytes) {
    if (bytes == null) {
      throw new EventException(ErrorCode.INVALID_JSON, "the record has no value");
    }
    if (bytes.length > Limits.JSON_BYTES) {
      throw new EventException(
          ErrorCode.TEXT_TOO_LARGE,
          "the record has " + bytes.length + " bytes, more than " + Limits.JSON_BYTES);
    }
    try {
      V value = reader.readValue(text(bytes));
      if (value == null) {
        throw new EventException(ErrorCode.INVALID_JSON, "the record's value is null");
      }
      return value;
    } catch (CharacterCodingException e) {
      throw new EventException(ErrorCode.INVALID_JSON, "the record is not UTF-8");
    } catch (IOException | RuntimeException e) {
      throw JacksonErrors.eventException(e, ErrorCode.INVALID_JSON);
    }
  }

  /** Jackson alone would guess at other encodings and let some malformed UTF-8 pass. */
  private static String text(byte[] bytes) throws CharacterCodingException {
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
  }

  private static void onlyTexts(MutableCoercionConfig config) {
    config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
    config.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
    config.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
  }
}

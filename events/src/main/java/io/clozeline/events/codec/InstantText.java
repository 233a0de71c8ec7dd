package io.clozeline.events.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * Reads a date and time of RFC 3339. A number is refused: whether it means seconds or milliseconds
 * could only be guessed.
 */
final class InstantText extends StdScalarDeserializer<Instant> {
  private static final long serialVersionUID = 1L;
  private static final int MAX_YEAR = 9999;

  InstantText() {
    super(Instant.class);
  }

  @Override
  public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    if (!parser.hasToken(JsonToken.VALUE_STRING)) {
      return (Instant) context.handleUnexpectedToken(Instant.class, parser);
    }
    try {
      var at = OffsetDateTime.parse(parser.getText());
      if (at.getYear() >= 0 && at.getYear() <= MAX_YEAR) {
        return at.toInstant();
      }
    } catch (DateTimeException noDate) {
      // refused below
    }
    throw context.weirdStringException("", Instant.class, "no date and time of RFC 3339");
  }
}

package io.clozeline.events.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;

/** Reads a duration of ISO 8601 in days and smaller units, such as PT30S; a number is refused. */
final class DurationText extends StdScalarDeserializer<Duration> {
  private static final long serialVersionUID = 1L;

  DurationText() {
    super(Duration.class);
  }

  @Override
  public Duration deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    if (!parser.hasToken(JsonToken.VALUE_STRING)) {
      return (Duration) context.handleUnexpectedToken(Duration.class, parser);
    }
    try {
      return Duration.parse(parser.getText());
    } catch (DateTimeException noDuration) {
      throw context.weirdStringException("", Duration.class, "no duration of ISO 8601");
    }
  }
}

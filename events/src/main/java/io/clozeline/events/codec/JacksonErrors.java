package io.clozeline.events.codec;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import java.io.IOException;
import java.util.stream.Collectors;

/** Turns what Jackson throws into an error code and a cause that shows nothing of the text. */
final class JacksonErrors {
  private JacksonErrors() {}

  static EventException eventException(IOException thrown, ErrorCode otherwise) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof EventException found) {
        return found;
      }
    }
    if (thrown instanceof UnrecognizedPropertyException unknown) {
      return new EventException(
          ErrorCode.INVALID_FIELD,
          "unknown field \"" + path(unknown) + "\"; known here: " + unknown.getKnownPropertyIds());
    }
    boolean unreadable = thrown.getCause() instanceof JsonParseException; // cut short, say
    if (thrown instanceof JsonMappingException mapping
        && !mapping.getPath().isEmpty()
        && !unreadable) {
      return new EventException(
          ErrorCode.INVALID_FIELD, "the field \"" + path(mapping) + "\" has the wrong type");
    }
    return new EventException(otherwise, "the record cannot be read" + where(thrown));
  }

  private static String path(JsonMappingException e) {
    return e.getPath().stream()
        .map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : r.getFieldName())
        .collect(Collectors.joining("."));
  }

  private static String where(IOException thrown) {
    if (thrown instanceof JsonProcessingException json && json.getLocation() != null) {
      var at = json.getLocation();
      return ": "
          + json.getClass().getSimpleName()
          + " at line "
          + at.getLineNr()
          + ", column "
          + at.getColumnNr();
    }
    return ": " + thrown.getClass().getSimpleName();
  }
}

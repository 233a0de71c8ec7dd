package io.clozeline.events.codec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Turns what Jackson throws into an error code and a cause that shows nothing of the text. */
final class JacksonErrors {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,40}");

  private JacksonErrors() {}

  static EventException eventException(Exception thrown, ErrorCode otherwise) {
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
    if (thrown instanceof JsonMappingException mapping
        && !mapping.getPath().isEmpty()
        && !unreadable(mapping.getCause())) {
      return absent(mapping)
          ? new EventException(
              ErrorCode.MISSING_FIELD, "the field \"" + path(mapping) + "\" is missing")
          : new EventException(
              ErrorCode.INVALID_FIELD, "the field \"" + path(mapping) + "\" has the wrong type");
    }
    return new EventException(otherwise, "the record cannot be read" + where(thrown));
  }

  /** Whether the fault is in the syntax, such as a record that is cut short, and not in a value. */
  private static boolean unreadable(Throwable cause) {
    return cause instanceof JsonProcessingException
        && !(cause instanceof JsonMappingException)
        && !(cause instanceof InputCoercionException);
  }

  /** Whether a number or a truth value is not there: Jackson tells it by its words alone. */
  private static boolean absent(JsonMappingException e) {
    return e.getOriginalMessage().startsWith("Cannot map `null` into type");
  }

  private static String path(JsonMappingException e) {
    return e.getPath().stream().map(JacksonErrors::step).collect(Collectors.joining("."));
  }

  /** The keys of a map are the writer's own words: shown only where they can be no text. */
  private static String step(Reference step) {
    if (step.getFieldName() == null) {
      return "[" + step.getIndex() + "]";
    }
    boolean shown = !(step.getFrom() instanceof Map) || NAME.matcher(step.getFieldName()).matches();
    return shown ? step.getFieldName() : "*";
  }

  private static String where(Exception thrown) {
    String what = ": " + thrown.getClass().getSimpleName();
    if (thrown instanceof JsonProcessingException json && json.getLocation() != null) {
      var at = json.getLocation();
      return what + " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    }
    return what;
  }
}

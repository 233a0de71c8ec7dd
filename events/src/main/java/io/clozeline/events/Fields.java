package io.clozeline.events;

import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What the records check of their fields. */
final class Fields {
  private Fields() {}

  static <T> T required(T value, String name) {
    if (value == null) {
      throw new EventException(ErrorCode.MISSING_FIELD, "the field \"" + name + "\" is missing");
    }
    return value;
  }

  static String documentId(String id) {
    word(id, "id");
    if (id.isEmpty()) {
      throw invalid("the field \"id\" is empty");
    }
    int bytes = id.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > Limits.ID_BYTES) {
      throw new EventException(
          ErrorCode.ID_TOO_LONG,
          "the field \"id\" has " + bytes + " bytes, more than " + Limits.ID_BYTES);
    }
    return id;
  }

  static String task(String task) {
    required(task, "task");
    if (!Limits.TASK_NAME.matcher(task).matches()) {
      throw invalid(Limits.TASK_NAME_IN_WORDS);
    }
    return task;
  }

  static String text(String text, String name) {
    required(text, name);
    if (text.isBlank()) {
      throw new EventException(ErrorCode.EMPTY_TEXT, "the field \"" + name + "\" is empty");
    }
    if (text.length() > Limits.TEXT_CHARS) {
      throw new EventException(
          ErrorCode.TEXT_TOO_LARGE,
          "the field \""
              + name
              + "\" has "
              + text.length()
              + " characters, more than "
              + Limits.TEXT_CHARS);
    }
    return unicode(text, name, ErrorCode.INVALID_TEXT);
  }

  /** A required string that is no text, such as a label or a digest. */
  static String word(String value, String name) {
    return unicode(required(value, name), name, ErrorCode.INVALID_FIELD);
  }

  /** The same, where null is allowed. */
  static String optionalWord(String value, String name) {
    return value == null ? null : word(value, name);
  }

  /** A short word, such as a label or an annotator; null is allowed. */
  static String name(String value, String name) {
    optionalWord(value, name);
    if (value != null && value.length() > Limits.NAME_CHARS) {
      throw invalid(
          "the field \"" + name + "\" has more than " + Limits.NAME_CHARS + " characters");
    }
    return value;
  }

  /** A copy of a list of those; null is allowed. */
  static List<String> names(List<String> list, String name) {
    if (list == null) {
      return null;
    }
    list.forEach(element -> name(required(element, name), name));
    return List.copyOf(list);
  }

  /** Requires a list, which may be null, to be no longer than that. */
  static void atMost(int most, List<?> list, String name) {
    if (list != null && list.size() > most) {
      throw invalid(
          "the field \"" + name + "\" has " + list.size() + " elements, more than " + most);
    }
  }

  static void finite(double value, String name, ErrorCode otherwise) {
    if (!Double.isFinite(value)) {
      throw new EventException(otherwise, "the field \"" + name + "\" is not a finite number");
    }
  }

  static <T> List<T> copy(List<T> list, String name) {
    required(list, name).forEach(element -> required(element, name));
    return List.copyOf(list);
  }

  /** A copy in the same order, without the keys whose value is null: absent is the same. */
  static <V> Map<String, V> copy(Map<String, V> map, String name) {
    var copy = new LinkedHashMap<String, V>();
    map.forEach(
        (key, value) -> {
          word(key, name);
          if (value instanceof String text) {
            word(text, name);
          }
          if (Objects.nonNull(value)) {
            copy.put(key, value);
          }
        });
    return Collections.unmodifiableMap(copy);
  }

  static EventException invalid(String cause) {
    return new EventException(ErrorCode.INVALID_FIELD, cause);
  }

  private static String unicode(String value, String name, ErrorCode code) {
    int at = Unicode.loneSurrogate(value);
    if (at >= 0) {
      throw new EventException(
          code, "the field \"" + name + "\" has a lone surrogate at character " + at);
    }
    return value;
  }
}

package io.clozeline.events;

import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** What the records check of their fields. */
final class Fields {
  private static final Pattern TASK = Pattern.compile("[a-z0-9][a-z0-9._-]{0,99}");

  private Fields() {}

  static <T> T required(T value, String name) {
    if (value == null) {
      throw new EventException(ErrorCode.MISSING_FIELD, "the field \"" + name + "\" is missing");
    }
    return value;
  }

  static String documentId(String id) {
    required(id, "id");
    if (id.isEmpty()) {
      throw new EventException(ErrorCode.INVALID_FIELD, "the field \"id\" is empty");
    }
    requireUnicode(id, "id", ErrorCode.INVALID_FIELD);
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
    if (!TASK.matcher(task).matches()) {
      throw new EventException(
          ErrorCode.INVALID_FIELD,
          "a task name has 1 to 100 lower-case letters, digits, dots, dashes and underscores");
    }
    return task;
  }

  static String text(String text, String name) {
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
    requireUnicode(text, name, ErrorCode.INVALID_TEXT);
    return text;
  }

  private static void requireUnicode(String text, String name, ErrorCode code) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        throw new EventException(
            code, "the field \"" + name + "\" has a lone surrogate at character " + i);
      }
    }
  }
}

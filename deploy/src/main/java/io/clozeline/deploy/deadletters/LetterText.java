package io.clozeline.deploy.deadletters;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Dead letters for people and for programs. What came from outside cannot move the cursor of a
 * terminal: its control characters are written as escapes.
 */
public final class LetterText {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int HEX_BYTES = 1_024;
  private static final int ROW = 16;

  private LetterText() {}

  /** One line of JSON; never the text. */
  public static String json(Letter letter) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", letter.id().toString());
    fields.put("key", letter.key());
    fields.put("code", letter.code().text());
    fields.put("stage", letter.stage());
    fields.put("attempt", letter.attempt());
    fields.put("sent", letter.sent().toString());
    fields.put("cause", letter.cause());
    fields.put("origin", letter.origin().toString());
    fields.put("bytes", letter.bytes());
    fields.put("valueLeftOut", letter.valueLeftOut());
    fields.put("replayed", letter.replayed() == null ? null : letter.replayed().toString());
    return line(fields);
  }

  /** One line of JSON with these fields. */
  public static String line(Map<String, ?> fields) {
    try {
      return printable(JSON.writeValueAsString(fields));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A value: indented JSON when it is JSON, else its first bytes in hexadecimal. */
  public static String value(byte[] value) {
    if (value == null) {
      return "(no value)";
    }
    try {
      var decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value));
      JsonNode tree = JSON.readTree(decoded.toString());
      if (tree.isContainerNode()) {
        return printable(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree));
      }
    } catch (CharacterCodingException | JsonProcessingException | RuntimeException notJson) {
      // shown as bytes
    }
    return hex(value);
  }

  /** {@code text} with escapes for control characters, line feeds left out, and for halves. */
  public static String printable(String text) {
    var out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (pair) {
        out.append(c).append(text.charAt(++i));
      } else if ((Character.isISOControl(c) && c != '\n') || Character.isSurrogate(c)) {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static String hex(byte[] bytes) {
    var out = new StringBuilder();
    int shown = Math.min(bytes.length, HEX_BYTES);
    for (int row = 0; row < shown; row += ROW) {
      var codes = new StringBuilder();
      var letters = new StringBuilder();
      for (int i = row; i < Math.min(row + ROW, shown); i++) {
        codes.append(String.format("%02x ", bytes[i]));
        letters.append(bytes[i] >= ' ' && bytes[i] < 0x7f ? (char) bytes[i] : '.');
      }
      out.append(String.format("%08x  %-48s %s%n", row, codes, letters));
    }
    return bytes.length > shown
        ? out + "… " + (bytes.length - shown) + " more bytes; --raw prints all of them"
        : out.toString().stripTrailing();
  }
}

package io.clozeline.events.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.events.Feedback;
import io.clozeline.events.Given;
import io.clozeline.events.Release;
import io.clozeline.events.Text;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.events.topic.Topics;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonCodecTest {
  private static final Codec<Text> TEXTS = Topics.TEXTS.codec();
  private static final String GOOD = "{\"id\":\"a\",\"task\":\"t\",\"text\":\"good\"}";

  @Test
  void refusesWhatIsTooLargeBeforeItReadsIt() {
    // Given
    byte[] large = new byte[io.clozeline.events.Limits.JSON_BYTES + 1];
    // When
    var refused = assertThrows(EventException.class, () -> JsonCodec.of(Text.class).decode(large));
    // Then
    assertEquals(ErrorCode.TEXT_TOO_LARGE, refused.code());
  }

  @Test
  void whatIsWrittenIsRead() {
    assertEquals(Given.text(), TEXTS.decode(TEXTS.encode(Given.text())));
    assertEquals(Given.feedback(), roundTrip(Topics.FEEDBACK.codec(), Given.feedback()));
    assertEquals(Given.release(), roundTrip(Topics.RELEASES.codec(), Given.release()));
    assertEquals(Given.annotation(), roundTrip(Topics.ANNOTATIONS.codec(), Given.annotation()));
  }

  private static <V> V roundTrip(Codec<V> codec, V value) {
    return codec.decode(codec.encode(value));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "[{}]",
        "5",
        "\"text\"",
        "good",
        "{",
        "{\"id\":\"a\",\"task\":\"t\",\"text\":\"cut",
        "{\"id\":\"a\",\"task\":\"t\",\"text\":\"cut\"",
        "{\"id\":\"a\",\"task\":\"t\",\"text\":\"good\"} more",
        "{\"id\":\"a\",\"task\":\"t\",\"text\":\"good\"}{}",
        "{\"id\":\"a\",\"id\":\"b\",\"task\":\"t\",\"text\":\"twice\"}",
        "{\"z\":1,\"z\":2,\"id\":\"a\",\"task\":\"t\",\"text\":\"an unknown field twice\"}",
        "{'id':'a','task':'t','text':'quotes'}",
        "{\"id\":\"a\",\"task\":\"t\",/* comment */\"text\":\"good\"}",
        "{\"id\":\"a\",\"task\":\"t\",\"text\":\"good\",}",
        "{\"id\":\"a\",\"task\":\"t\",\"text\":\"a line\nbreak\"}",
        "{\"id\":\"a\",\"task\":\"t\",\"text\":\"\\x\"}",
        "{\"id\":\"a\",\"task\":\"t\",\"text\":\"\\ud83d"
      })
  void whatIsNoJsonObjectIsInvalidJson(String json) {
    assertRefused(ErrorCode.INVALID_JSON, json.getBytes(UTF_8));
  }

  static Stream<Arguments> encodings() {
    return Stream.of(
        Arguments.of("Latin 1", GOOD.replace("good", "crème").getBytes(ISO_8859_1)),
        Arguments.of("UTF-16 with a mark", GOOD.getBytes(UTF_16)),
        Arguments.of("UTF-16", GOOD.getBytes(UTF_16LE)),
        Arguments.of("UTF-32", GOOD.getBytes(Charset.forName("UTF-32"))),
        Arguments.of("a surrogate as three bytes", withText("eda080")),
        Arguments.of("an overlong form", withText("c0ae")),
        Arguments.of("beyond Unicode", withText("f7bfbfbf")),
        Arguments.of("cut within a character", withText("f09f98")),
        Arguments.of("no value", null));
  }

  private static byte[] withText(String hexadecimal) {
    var bytes = new String(HexFormat.of().parseHex(hexadecimal), ISO_8859_1);
    return GOOD.replace("good", bytes).getBytes(ISO_8859_1);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("encodings")
  void whatIsNotUtf8IsInvalidJson(String what, byte[] bytes) {
    assertRefused(ErrorCode.INVALID_JSON, bytes);
  }

  @Test
  void aByteOrderMarkAndWhiteSpaceAreAllowed() {
    byte[] bytes = ("\ufeff \r\n" + GOOD + "\n").getBytes(UTF_8);
    assertEquals("good", TEXTS.decode(bytes).text());
  }

  static Stream<Arguments> deep() {
    String closed = "[".repeat(100_000) + "]".repeat(100_000);
    return Stream.of(
        Arguments.of("a list", closed),
        Arguments.of("an unknown field", GOOD.replace("{", "{\"z\":" + closed + ",")),
        Arguments.of("a known field", "{\"id\":" + closed + "}"),
        Arguments.of("meta", GOOD.replace("{", "{\"meta\":" + "{\"a\":".repeat(100_000))),
        Arguments.of("never closed", "{\"z\":" + "[".repeat(1_000_000)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("deep")
  void deepNestingIsRefused(String where, String json) {
    byte[] bytes = json.getBytes(UTF_8);
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> assertThrows(EventException.class, () -> TEXTS.decode(bytes)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e999999999",
        "-1e-999999999",
        "1111111111111111111111111111111111111111",
        "1.5",
        "\"1\"",
        "true"
      })
  void numbersThatAreNoneAreRefusedAndNotComputed(String number) {
    String release =
        "{\"task\":\"t\",\"examples\":N,\"trainedThrough\":1,\"at\":\"2026-01-01T00:00:00Z\"}";
    byte[] bytes = release.replace("N", number).getBytes(UTF_8);
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> assertThrows(EventException.class, () -> Topics.RELEASES.codec().decode(bytes)));
  }

  static Stream<Arguments> fields() {
    String lone = "\\ud83d";
    return Stream.of(
        Arguments.of(ErrorCode.MISSING_FIELD, "the field \"id\" is missing", "{}"),
        Arguments.of(ErrorCode.MISSING_FIELD, "the field \"id\" is missing", with("id", "null")),
        Arguments.of(ErrorCode.MISSING_FIELD, "the field \"task\"", "{\"id\":\"a\"}"),
        Arguments.of(ErrorCode.MISSING_FIELD, "the field \"text\"", with("text", "null")),
        Arguments.of(ErrorCode.INVALID_FIELD, "the field \"id\" is empty", with("id", "\"\"")),
        Arguments.of(ErrorCode.INVALID_FIELD, "\"id\" has the wrong type", with("id", "5")),
        Arguments.of(ErrorCode.INVALID_FIELD, "\"id\" has the wrong type", with("id", "true")),
        Arguments.of(ErrorCode.INVALID_FIELD, "\"id\" has the wrong type", with("id", "{}")),
        Arguments.of(ErrorCode.INVALID_FIELD, "\"text\" has the wrong", with("text", "[\"a\"]")),
        Arguments.of(ErrorCode.INVALID_FIELD, "\"text\" has the wrong", with("text", "1.5")),
        Arguments.of(ErrorCode.INVALID_FIELD, "\"meta\" has the wrong", with("meta", "\"a\"")),
        Arguments.of(
            ErrorCode.INVALID_FIELD, "\"meta.a\" has the wrong", with("meta", "{\"a\":{}}")),
        Arguments.of(ErrorCode.INVALID_FIELD, "a task name has 1 to 100", with("task", "\"T\"")),
        Arguments.of(
            ErrorCode.INVALID_FIELD,
            "\"id\" has a lone surrogate at character 1",
            with("id", "\"a" + lone + "\"")),
        Arguments.of(
            ErrorCode.INVALID_FIELD,
            "\"meta\" has a lone surrogate",
            with("meta", "{\"a\":\"" + lone + "\"}")),
        Arguments.of(
            ErrorCode.ID_TOO_LONG,
            "10000 bytes, more than 512",
            with("id", "\"" + "a".repeat(10_000) + "\"")),
        Arguments.of(
            ErrorCode.ID_TOO_LONG, "516 bytes", with("id", "\"" + "😀".repeat(129) + "\"")),
        Arguments.of(ErrorCode.EMPTY_TEXT, "\"text\" is empty", with("text", "\"\"")),
        Arguments.of(ErrorCode.EMPTY_TEXT, "\"textB\" is empty", with("textB", "\" \\t\\n\"")),
        Arguments.of(
            ErrorCode.INVALID_TEXT,
            "\"text\" has a lone surrogate at character 2",
            with("text", "\"ab" + lone + "\"")),
        Arguments.of(ErrorCode.INVALID_TEXT, "character 0", with("text", "\"\\ude00\\ud83d\"")),
        Arguments.of(
            ErrorCode.TEXT_TOO_LARGE,
            "1000000 characters, more than 500000",
            with("text", "\"" + "a".repeat(1_000_000) + "\"")));
  }

  private static String with(String field, String json) {
    var fields = new LinkedHashMap<>(Map.of("id", "\"a\"", "task", "\"t\""));
    fields.put("text", "\"good\"");
    fields.put(field, json);
    return fields.entrySet().stream()
        .map(each -> "\"" + each.getKey() + "\":" + each.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("fields")
  void aFieldThatCannotBeUsedIsNamed(ErrorCode code, String cause, String json) {
    var thrown = assertRefused(code, json.getBytes(UTF_8));
    assertTrue(thrown.getMessage().contains(cause), thrown.getMessage());
  }

  @Test
  void theCauseNeverShowsTheText() {
    String[] bad = {
      "{\"text\":\"secret\"",
      "\"secret\"",
      "secret",
      "{\"id\":\"secret\"}",
      with("id", "secret"),
      with("text", "{\"secret\":1}"),
      with("meta", "[\"secret\"]"),
      "{\"id\":\"a\",}secret"
    };
    for (String json : bad) {
      var thrown = assertThrows(EventException.class, () -> TEXTS.decode(json.getBytes(UTF_8)));
      assertFalse(thrown.getMessage().contains("secret"), thrown.getMessage());
    }
  }

  @Test
  void unknownFieldsArePassedOverAndNullIsAbsent() {
    // Given
    String json =
        with("z", "{\"a\":[1,{\"b\":1e999999999}]}")
            .replaceFirst("\\{", "{\"textB\":null,\"meta\":{\"a\":null,\"b\":\"c\"},");
    // When
    Text text = TEXTS.decode(json.getBytes(UTF_8));
    // Then
    assertNull(text.textB());
    assertEquals(Map.of("b", "c"), text.meta());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5",
        "1767323045678",
        "1e999999999",
        "\"yesterday\"",
        "\"\"",
        "{}",
        "true",
        "\"2026-01-01\"",
        "\"+999999999-01-01T00:00:00Z\"",
        "\"-0001-01-01T00:00:00Z\""
      })
  void aTimeIsADateAndTimeInText(String at) {
    // Given
    String json = "{\"id\":\"a\",\"task\":\"t\",\"label\":\"l\",\"at\":" + at + "}";
    // When
    var thrown =
        assertThrows(
            EventException.class, () -> Topics.FEEDBACK.codec().decode(json.getBytes(UTF_8)));
    // Then
    assertEquals(ErrorCode.INVALID_FIELD, thrown.code());
    assertEquals("the field \"at\" has the wrong type", thrown.getMessage());
  }

  @Test
  void aTimeMayHaveAnOffset() {
    String json =
        "{\"id\":\"a\",\"task\":\"t\",\"label\":\"l\",\"at\":\"2026-01-01T01:00:00+01:00\"}";
    Feedback feedback = Topics.FEEDBACK.codec().decode(json.getBytes(UTF_8));
    assertEquals("2026-01-01T00:00:00Z", feedback.at().toString());
  }

  @Test
  void aMissingNumberIsMissing() {
    // Given
    byte[] json = "{\"task\":\"t\",\"at\":\"2026-01-01T00:00:00Z\"}".getBytes(UTF_8);
    // When
    var thrown = assertThrows(EventException.class, () -> Topics.RELEASES.codec().decode(json));
    // Then
    assertEquals(ErrorCode.MISSING_FIELD, thrown.code());
    assertEquals("the field \"examples\" is missing", thrown.getMessage());
  }

  @Test
  void noiseIsReadOrRefusedAndNothingElse() {
    var random = new Random(11);
    byte[] good = Topics.RELEASES.codec().encode(Given.release());
    for (int i = 0; i < 5_000; i++) {
      byte[] bytes = good.clone();
      for (int times = 1 + random.nextInt(3); times > 0; times--) {
        bytes[random.nextInt(bytes.length)] = (byte) (32 + random.nextInt(96));
      }
      try {
        Release release = Topics.RELEASES.codec().decode(bytes);
        Topics.RELEASES.codec().encode(release); // what can be read can be written
      } catch (EventException refused) {
        assertFalse(refused.getMessage().isBlank());
      }
    }
  }

  private static EventException assertRefused(ErrorCode code, byte[] bytes) {
    var thrown = assertThrows(EventException.class, () -> TEXTS.decode(bytes));
    assertEquals(code, thrown.code(), thrown.getMessage());
    return thrown;
  }

  @Test
  void aCauseDoesNotShowTheKeysOfAMap() {
    // Given
    byte[] record = "{\"id\":\"a\",\"meta\":{\"my secret\":{}}}".getBytes(UTF_8);
    // When
    var thrown = assertThrows(EventException.class, () -> JsonCodec.of(Text.class).decode(record));
    // Then
    assertEquals("the field \"meta.*\" has the wrong type", thrown.getMessage());
  }
}

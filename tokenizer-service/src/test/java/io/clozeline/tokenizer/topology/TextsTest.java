package io.clozeline.tokenizer.topology;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.events.Text;
import io.clozeline.events.TokenizedText;
import io.clozeline.events.error.DeadLetter;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.topic.Topic;
import io.clozeline.events.topic.Topics;
import io.clozeline.tokenizer.TestModel;
import io.clozeline.tokenizer.sequence.Sequences;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TextsTest {
  private static final String GOOD =
      """
      {"id": "good", "task": "sentiment", "text": "Fine food.", "meta": {"from": "test"}}
      """;

  private final Driver driver = new Driver();

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void aTextBecomesTokens() {
    // When
    driver.send(Topics.TEXTS, "good", GOOD);

    // Then
    TokenizedText tokens = driver.received(Topics.TOKENS).get(0);
    assertEquals("good", tokens.id());
    assertEquals("sentiment", tokens.task());
    assertEquals(16, tokens.taskVersion().length());
    assertEquals(TestModel.DIGEST, tokens.tokenizer());
    assertEquals(3, tokens.tokensIn());
    assertEquals(1, tokens.windows());
    assertEquals(Driver.NOW, tokens.textAt());
    assertEquals(Driver.NOW + 7, tokens.tokenizedAt());
    assertEquals(
        List.of(
            "[CLS] fine food . it was [MASK] . [SEP]",
            "[CLS] all in all : [MASK] . fine food . [SEP]"),
        tokens.sequences().stream().map(Sequences::tokens).toList());
  }

  @Test
  void theIdIsTheKeyEvenWhereTheRecordHadNone() {
    // When
    driver.send(Topics.TEXTS, null, GOOD);

    // Then
    assertArrayEquals(Topic.key("good"), driver.received(Topics.TOKENS.name()).get(0).key());
  }

  @Test
  void aLongTextIsOneRecordWithASequenceForEachWindowAndPattern() {
    // When
    driver.send(Topics.TEXTS, "d", text("d", "sentiment", "a ".repeat(1_000)));

    // Then
    TokenizedText tokens = driver.received(Topics.TOKENS).get(0);
    assertEquals(3, tokens.windows());
    assertEquals(6, tokens.sequences().size());
    assertEquals(1_000, tokens.tokensIn());
    assertEquals(false, tokens.truncated());
  }

  @Test
  void aTextIsTokenizedForEachTaskThatItNames() {
    // When
    driver.send(
        Topics.TEXTS,
        "d",
        """
        {"id": "d", "tasks": ["topics", "sentiment", "mood"], "text": "Fine food."}
        """);

    // Then
    List<TokenizedText> tokens = driver.received(Topics.TOKENS);
    assertEquals(
        List.of("topics", "sentiment", "mood"), tokens.stream().map(TokenizedText::task).toList());
    assertEquals(
        List.of(
            "[CLS] fine food . [SEP]",
            "[CLS] fine food . it was [MASK] . [SEP]",
            "[CLS] fine food . on food i am [MASK] [MASK] [MASK] . [SEP]"),
        tokens.stream().map(t -> Sequences.tokens(t.sequences().get(0))).toList());
    assertNull(tokens.get(1).contentFree());
    assertEquals(3, tokens.get(2).contentFree().size());
  }

  @Test
  void aTaskThatFailsIsADeadLetterOfTheTextForThatTaskAlone() {
    // When
    driver.send(
        Topics.TEXTS,
        "d",
        """
        {"id": "d", "tasks": ["sentiment", "nonsense", "cloze", "questions", "topics"],
         "text": "Fine.", "meta": {"from": "test"}}
        """);

    // Then
    assertEquals(
        List.of("sentiment", "topics"),
        driver.received(Topics.TOKENS).stream().map(TokenizedText::task).toList());
    List<DeadLetter> letters = driver.deadLetters(Topics.TEXTS);
    assertEquals(
        List.of(ErrorCode.UNKNOWN_TASK, ErrorCode.MASK_MISSING, ErrorCode.MISSING_FIELD),
        letters.stream().map(DeadLetter::code).toList());
    Text alone = Topics.TEXTS.codec().decode(letters.get(1).value());
    assertEquals(new Text("d", "cloze", "Fine.", null, Map.of("from", "test")), alone);
    assertArrayEquals(Topic.key("d"), letters.get(1).key());
  }

  @ParameterizedTest
  @CsvSource({"29993, true", "29994, false"})
  void aTextThatIsTooOldForItsTaskIsADeadLetter(long millisBefore, boolean young) {
    // Given a clock that is 7 ms on
    byte[] text = text("d", "urgent", "a").getBytes(StandardCharsets.UTF_8);

    // When
    driver.send(Topics.TEXTS, "d", text, new RecordHeaders(), Driver.NOW - millisBefore);

    // Then
    var tokens = driver.received(Topics.TOKENS);
    assertEquals(young ? 1 : 0, tokens.size());
    if (young) {
      assertEquals(30_000L, tokens.get(0).maxAgeMillis());
    } else {
      DeadLetter letter = driver.deadLetters(Topics.TEXTS).get(0);
      assertEquals(ErrorCode.EXPIRED, letter.code());
      assertTrue(letter.cause().contains("PT30.001S old"), letter.cause());
    }
  }

  static Stream<Arguments> badTexts() {
    String longId = "x".repeat(10_240);
    return Stream.of(
        bad("not JSON", "k", "{\"id\": ", ErrorCode.INVALID_JSON),
        bad("nothing", "k", (byte[]) null, ErrorCode.INVALID_JSON),
        bad("a JSON null", "k", "null", ErrorCode.INVALID_JSON),
        bad("a JSON array", "k", "[1]", ErrorCode.INVALID_JSON),
        bad("not UTF-8", "k", new byte[] {'{', '"', (byte) 0xff, '"'}, ErrorCode.INVALID_JSON),
        bad("nested without end", "k", "[".repeat(100_000), ErrorCode.INVALID_JSON),
        bad("no id", null, json("task", "cloze", "text", "a"), ErrorCode.MISSING_FIELD),
        bad("no task", "k", json("id", "k", "text", "a"), ErrorCode.MISSING_FIELD),
        bad("no text", "k", json("id", "k", "task", "sentiment"), ErrorCode.MISSING_FIELD),
        bad("no second text", "k", text("k", "entailment", "a"), ErrorCode.MISSING_FIELD),
        bad(
            "a second text too many",
            "k",
            json("id", "k", "task", "sentiment", "text", "a", "textB", "b"),
            ErrorCode.INVALID_FIELD),
        bad("an unknown task", "k", text("k", "nonsense", "a"), ErrorCode.UNKNOWN_TASK),
        bad("an empty text", "k", text("k", "sentiment", ""), ErrorCode.EMPTY_TEXT),
        bad("a blank text", "k", text("k", "sentiment", " \\n\\t "), ErrorCode.EMPTY_TEXT),
        bad("no tokens", "k", text("k", "sentiment", "\\u0000\\u200b"), ErrorCode.EMPTY_TEXT),
        bad(
            "an escaped surrogate",
            "k",
            text("k", "sentiment", "a\\ud800b"),
            ErrorCode.INVALID_TEXT),
        bad("a raw surrogate", "k", rawSurrogate(), ErrorCode.INVALID_JSON),
        bad("1 MB", "k", text("k", "sentiment", "a ".repeat(1 << 19)), ErrorCode.TEXT_TOO_LARGE),
        bad("an id of 10 KB", longId, text(longId, "sentiment", "a"), ErrorCode.ID_TOO_LONG),
        bad("another key", "other", text("k", "sentiment", "a"), ErrorCode.KEY_MISMATCH),
        bad("an empty key", "", text("k", "sentiment", "a"), ErrorCode.KEY_MISMATCH),
        bad("no blank", "k", text("k", "cloze", "no blank"), ErrorCode.MASK_MISSING));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badTexts")
  void aBadTextIsADeadLetterAndTheStreamGoesOn(
      String name, String key, byte[] value, ErrorCode code) {
    // When
    driver.send(Topics.TEXTS, key, value);
    driver.send(Topics.TEXTS, "good", GOOD);

    // Then
    List<DeadLetter> letters = driver.deadLetters(Topics.TEXTS);
    assertEquals(1, letters.size());
    DeadLetter letter = letters.get(0);
    assertEquals(code, letter.code(), letter.cause());
    assertEquals("tokenizer", letter.stage());
    assertEquals("texts-0@0", letter.origin().toString());
    assertEquals(1, letter.attempt());
    assertTrue(letter.cause().length() > 10);
    assertArrayEquals(Topic.key(key), letter.key());
    assertArrayEquals(value, letter.value());
    assertEquals(1, driver.received(Topics.TOKENS).size());
  }

  private static Arguments bad(String name, String key, String json, ErrorCode code) {
    return bad(name, key, json.getBytes(StandardCharsets.UTF_8), code);
  }

  private static Arguments bad(String name, String key, byte[] value, ErrorCode code) {
    return Arguments.of(name, key, value, code);
  }

  private static String text(String id, String task, String text) {
    return json("id", id, "task", task, "text", text);
  }

  /** {@code fields} are names and values, already escaped. */
  private static String json(String... fields) {
    var json = new StringBuilder("{");
    for (int i = 0; i < fields.length; i += 2) {
      json.append(i == 0 ? "\"" : ", \"").append(fields[i]).append("\": \"");
      json.append(fields[i + 1]).append('"');
    }
    return json.append('}').toString();
  }

  /** U+D800 as three bytes, which is not UTF-8 though it looks like it. */
  private static byte[] rawSurrogate() {
    byte[] json = text("k", "sentiment", "a~~~b").getBytes(StandardCharsets.UTF_8);
    int at = new String(json, StandardCharsets.UTF_8).indexOf("~~~");
    json[at] = (byte) 0xed;
    json[at + 1] = (byte) 0xa0;
    json[at + 2] = (byte) 0x80;
    return json;
  }
}

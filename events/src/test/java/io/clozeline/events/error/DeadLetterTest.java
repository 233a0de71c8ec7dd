package io.clozeline.events.error;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.events.Limits;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLetterTest {
  private static final byte[] KEY = {0, -1};
  private static final byte[] VALUE = {5, 0, -128};
  private static final Origin ORIGIN = new Origin("texts", 3, 1L << 40);

  @Test
  void whatIsWrittenIsRead() {
    // Given
    var letter = letter("a cause — in any script: причина", KEY, VALUE, 7);
    // When
    DeadLetter read = DeadLetter.of(record(letter.headers(), letter.key(), letter.value()));
    // Then
    assertEquals(letter, read);
    assertEquals(letter.hashCode(), read.hashCode());
    assertArrayEquals(VALUE, read.value());
    assertEquals("texts-3@1099511627776", read.origin().toString());
  }

  @Test
  void theHeadersAreTextThatAnyClientReads() {
    Headers headers = letter("no \"id\"", KEY, VALUE, 2).headers();
    assertEquals("invalid-json", text(headers, "clozeline.code"));
    assertEquals("tokenizer", text(headers, "clozeline.stage"));
    assertEquals("no \"id\"", text(headers, "clozeline.cause"));
    assertEquals("texts", text(headers, "clozeline.origin.topic"));
    assertEquals("3", text(headers, "clozeline.origin.partition"));
    assertEquals("1099511627776", text(headers, "clozeline.origin.offset"));
    assertEquals("2", text(headers, "clozeline.attempt"));
    assertEquals(7, headers.toArray().length);
  }

  @Test
  void keyAndValueMayBeAbsentAndTheCauseIsAtLeastTheCode() {
    DeadLetter letter = letter(null, null, null, 1);
    assertNull(DeadLetter.of(record(letter.headers(), null, null)).value());
    assertEquals("invalid-json", letter.cause());
  }

  @Test
  void aCauseIsOneLineWhateverItQuotes() {
    var letter = letter("a\nb\r\u0000\u2028c\u001b[31m", KEY, VALUE, 1);
    assertEquals("a\ufffdb\ufffd\ufffd\ufffdc\ufffd[31m", letter.cause());
  }

  @Test
  void aLongCauseIsCut() {
    assertEquals(1_001, letter("x".repeat(5_000), KEY, VALUE, 1).cause().length());
  }

  @Test
  void aRecordThatNoTopicWouldTakeAgainStaysAtItsOrigin() {
    // Given
    byte[] most = new byte[Limits.RECORD_BYTES - KEY.length];
    byte[] more = new byte[most.length + 1];
    // When
    DeadLetter kept = letter("large", KEY, most, 1);
    DeadLetter left = letter("large", KEY, more, 1);
    DeadLetter keyToo = letter("large", more.clone(), new byte[0], 1);
    DeadLetter largeKey = letter("large", new byte[Limits.RECORD_BYTES + 1], null, 1);
    // Then
    assertEquals(most, kept.value());
    assertNull(left.value());
    assertArrayEquals(KEY, left.key());
    assertEquals("large (too large to be kept here: 16777217 bytes)", left.cause());
    assertEquals(more.length, keyToo.key().length);
    assertNull(largeKey.key());
  }

  @Test
  void saysThatItsValueWasLeftOutHoweverLongItsCause() {
    // Given
    var large = new byte[Limits.RECORD_BYTES + 1];
    var left = letter("x".repeat(5_000), KEY, large, 1);
    // When
    var read = DeadLetter.of(record(left.headers(), left.key(), left.value()));
    // Then
    assertEquals(left, read);
    assertTrue(read.valueLeftOut());
    assertFalse(letter("no value", KEY, null, 1).valueLeftOut());
    assertFalse(letter("kept", KEY, VALUE, 1).valueLeftOut());
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "12, 12",
    "0, 0",
    "-5, 0",
    "2147483647, 1000000",
    "99999999999, 0",
    "x, 0",
    "'', 0"
  })
  void aForeignAttemptHeaderDoesNoHarm(String header, int failures) {
    var headers = new RecordHeaders().add(DeadLetter.ATTEMPT, header.getBytes(UTF_8));
    assertEquals(failures, DeadLetter.failuresBefore(headers));
  }

  @Test
  void anAttemptHeaderMayBeAbsentOrEmpty() {
    assertEquals(0, DeadLetter.failuresBefore(new RecordHeaders()));
    var empty = new RecordHeaders().add(DeadLetter.ATTEMPT, null);
    assertEquals(0, DeadLetter.failuresBefore(empty));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "clozeline.code",
        "clozeline.stage",
        "clozeline.cause",
        "clozeline.origin.topic",
        "clozeline.origin.partition",
        "clozeline.origin.offset",
        "clozeline.attempt"
      })
  void aRecordWithoutAHeaderIsNoDeadLetter(String name) {
    // Given
    Headers headers = letter("cause", KEY, VALUE, 1).headers();
    headers.remove(name);
    // When
    var thrown = assertThrows(IllegalArgumentException.class, () -> read(headers));
    // Then
    assertTrue(thrown.getMessage().contains(name), thrown.getMessage());
    headers.add(name, null);
    assertThrows(IllegalArgumentException.class, () -> read(headers));
  }

  @ParameterizedTest
  @EnumSource
  void everyCodeComesBack(ErrorCode code) {
    assertEquals(code, ErrorCode.of(code.text()));
    assertTrue(code.text().matches("[a-z-]+"));
  }

  @Test
  void attemptsCountFromOne() {
    assertThrows(IllegalArgumentException.class, () -> letter("cause", KEY, VALUE, 0));
  }

  private static DeadLetter letter(String cause, byte[] key, byte[] value, int attempt) {
    return new DeadLetter(key, value, ErrorCode.INVALID_JSON, "tokenizer", cause, ORIGIN, attempt);
  }

  private static DeadLetter read(Headers headers) {
    return DeadLetter.of(record(headers, KEY, VALUE));
  }

  private static ConsumerRecord<byte[], byte[]> record(Headers headers, byte[] key, byte[] value) {
    var record = new ConsumerRecord<>("texts.dead-letters", 0, 0, key, value);
    headers.forEach(record.headers()::add);
    return record;
  }

  private static String text(Headers headers, String name) {
    return new String(headers.lastHeader(name).value(), UTF_8);
  }
}

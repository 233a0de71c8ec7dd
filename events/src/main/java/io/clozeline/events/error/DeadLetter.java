package io.clozeline.events.error;

import io.clozeline.events.Limits;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * A record that could not be processed. On its topic the key and the value are the original bytes,
 * so that it can be sent back as it was; everything else is in headers named {@code clozeline.*},
 * as UTF-8 text. A record so large that no topic would take it a second time (a compressed one can
 * be) leaves its value, and if need be its key, at its origin: they are null here, and the cause
 * says so.
 *
 * @param stage the service that gave up on it
 * @param cause one sentence for a person; never the text itself
 * @param attempt 1 for the first failure, one more each time it was replayed and failed again
 */
public record DeadLetter(
    byte[] key,
    byte[] value,
    ErrorCode code,
    String stage,
    String cause,
    Origin origin,
    int attempt) {

  /** How often the record had failed before it was sent back; absent on a fresh record. */
  public static final String ATTEMPT = "clozeline.attempt";

  private static final String CODE = "clozeline.code";
  private static final String STAGE = "clozeline.stage";
  private static final String CAUSE = "clozeline.cause";
  private static final String TOPIC = "clozeline.origin.topic";
  private static final String PARTITION = "clozeline.origin.partition";
  private static final String OFFSET = "clozeline.origin.offset";
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\u0085\u2028\u2029]");
  private static final String TOO_LARGE = " (too large to be kept here: ";
  private static final int MAX_CAUSE = 1_000;
  private static final int MAX_ATTEMPT = 1_000_000;

  public DeadLetter {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(stage, "stage");
    Objects.requireNonNull(origin, "origin");
    cause = oneLine(shorten(cause == null ? code.text() : cause));
    if (size(key) + size(value) > Limits.RECORD_BYTES) {
      String why = TOO_LARGE + (size(key) + size(value)) + " bytes)";
      cause = cause.substring(0, Math.min(cause.length(), MAX_CAUSE - why.length())) + why;
      key = size(key) > Limits.RECORD_BYTES ? null : key;
      value = null;
    }
    if (attempt < 1) {
      throw new IllegalArgumentException("attempt counts from 1, not " + attempt);
    }
  }

  /** The name of the topic that holds the dead letters of {@code topic}. */
  public static String topicOf(String topic) {
    return topic + ".dead-letters";
  }

  /** Whether the value was too large to be kept, so that this cannot be sent back as it was. */
  public boolean valueLeftOut() {
    return value == null && cause.contains(TOO_LARGE);
  }

  /** The metadata, as the headers of the record on the dead-letter topic. */
  public Headers headers() {
    var headers = new RecordHeaders();
    put(headers, CODE, code.text());
    put(headers, STAGE, stage);
    put(headers, CAUSE, cause);
    put(headers, TOPIC, origin.topic());
    put(headers, PARTITION, Integer.toString(origin.partition()));
    put(headers, OFFSET, Long.toString(origin.offset()));
    put(headers, ATTEMPT, Integer.toString(attempt));
    return headers;
  }

  /**
   * Reads a record of a dead-letter topic.
   *
   * @throws IllegalArgumentException when it is no dead letter
   */
  public static DeadLetter of(ConsumerRecord<byte[], byte[]> record) {
    var headers = record.headers();
    return new DeadLetter(
        record.key(),
        record.value(),
        ErrorCode.of(text(headers, CODE)),
        text(headers, STAGE),
        text(headers, CAUSE),
        new Origin(
            text(headers, TOPIC),
            Integer.parseInt(text(headers, PARTITION)),
            Long.parseLong(text(headers, OFFSET))),
        Integer.parseInt(text(headers, ATTEMPT)));
  }

  /** How many times a record with these headers has failed already. */
  public static int failuresBefore(Headers headers) {
    Header attempt = headers.lastHeader(ATTEMPT);
    if (attempt == null || attempt.value() == null) {
      return 0;
    }
    try {
      int failures = Integer.parseInt(new String(attempt.value(), StandardCharsets.UTF_8));
      return Math.max(0, Math.min(failures, MAX_ATTEMPT));
    } catch (NumberFormatException notOurs) {
      return 0;
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DeadLetter that
        && Arrays.equals(key, that.key)
        && Arrays.equals(value, that.value)
        && code == that.code
        && stage.equals(that.stage)
        && cause.equals(that.cause)
        && origin.equals(that.origin)
        && attempt == that.attempt;
  }

  @Override
  public int hashCode() {
    return Objects.hash(origin, code, attempt);
  }

  @Override
  public String toString() {
    return code.text() + " at " + origin + ": " + cause;
  }

  private static long size(byte[] bytes) {
    return bytes == null ? 0 : bytes.length;
  }

  private static String shorten(String cause) {
    return cause.length() <= MAX_CAUSE ? cause : cause.substring(0, MAX_CAUSE) + "…";
  }

  /** What a stranger wrote may be quoted in a cause, and must not forge a line of a log. */
  private static String oneLine(String cause) {
    return CONTROL.matcher(cause).replaceAll("\uFFFD");
  }

  private static void put(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    if (header == null || header.value() == null) {
      throw new IllegalArgumentException("not a dead letter: header " + name + " is missing");
    }
    return new String(header.value(), StandardCharsets.UTF_8);
  }
}

package io.clozeline.deploy.deadletters;

import io.clozeline.events.error.DeadLetter;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.Origin;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A dead letter without its value: what a list shows.
 *
 * @param key as text, cut where it is longer than any valid one; null when there is none
 * @param sent when its record was sent to the chain
 * @param bytes of the value
 * @param valueLeftOut whether the value was too large to be kept
 * @param replayed when it was sent back, null while it was not
 */
public record Letter(
    LetterId id,
    String key,
    ErrorCode code,
    String stage,
    int attempt,
    String cause,
    Origin origin,
    Instant sent,
    long bytes,
    boolean valueLeftOut,
    Instant replayed) {
  private static final int MAX_KEY_BYTES = 1_024;

  /**
   * Reads a record of a topic of dead letters.
   *
   * @throws IllegalArgumentException when it is no dead letter
   */
  static Letter of(ConsumerRecord<byte[], byte[]> record, ReplayMarks marks) {
    DeadLetter letter = DeadLetter.of(record);
    LetterId id = LetterId.of(record);
    return new Letter(
        id,
        key(record.key()),
        letter.code(),
        letter.stage(),
        letter.attempt(),
        letter.cause(),
        letter.origin(),
        Instant.ofEpochMilli(Math.max(0, record.timestamp())),
        record.value() == null ? 0 : record.value().length,
        letter.valueLeftOut(),
        marks.replayed(id, letter.origin()).orElse(null));
  }

  private static String key(byte[] key) {
    return key == null
        ? null
        : new String(key, 0, Math.min(key.length, MAX_KEY_BYTES), StandardCharsets.UTF_8);
  }
}

package io.clozeline.events.topic;

import io.clozeline.events.Limits;
import io.clozeline.events.codec.Codec;
import io.clozeline.events.error.DeadLetter;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A topic: its name, how its values become bytes, and how Kafka keeps it. Keys are UTF-8 text
 * everywhere.
 *
 * @param spread whether it has the main line's number of partitions, or just one
 */
public record Topic<V>(String name, Codec<V> codec, Cleanup cleanup, Spread spread) {
  /** Whether Kafka deletes old records or keeps the newest of each key. */
  public enum Cleanup {
    DELETE,
    COMPACT;

    /** As in the topic setting {@code cleanup.policy}. */
    public String policy() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** How many partitions a topic has. */
  public enum Spread {
    /** As many as the main line, by configuration. */
    PARTITIONED,
    /** One, so that all of it is in one order. */
    SINGLE
  }

  public Topic {
    Objects.requireNonNull(name);
    Objects.requireNonNull(codec);
  }

  /** The topic that holds the records of this one that could not be processed. */
  public String deadLetters() {
    return DeadLetter.topicOf(name);
  }

  /** A record for a producer of bytes; {@code value} null erases the key of a compacted topic. */
  public ProducerRecord<byte[], byte[]> record(String key, V value) {
    return new ProducerRecord<>(name, key(key), value == null ? null : codec.encode(value));
  }

  /**
   * The bytes of {@code value} under {@code key}; null stays null.
   *
   * @throws EventException when no record can hold them
   */
  public byte[] fitting(String key, V value) {
    byte[] bytes = value == null ? null : codec.encode(value);
    long size = (long) key(key).length + (bytes == null ? 0 : bytes.length);
    if (size > Limits.RECORD_BYTES) {
      throw new EventException(
          ErrorCode.RECORD_TOO_LARGE,
          "its record on " + name + " would have " + size + " bytes, over " + Limits.RECORD_BYTES);
    }
    return bytes;
  }

  /** A key as bytes. */
  public static byte[] key(String key) {
    return key == null ? null : key.getBytes(StandardCharsets.UTF_8);
  }

  /** A key as text. */
  public static String key(byte[] key) {
    return key == null ? null : new String(key, StandardCharsets.UTF_8);
  }
}

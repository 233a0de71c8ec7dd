package io.clozeline.events.codec;

import io.clozeline.events.error.EventException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/** How values of one type become bytes and come back. */
public interface Codec<V> {
  byte[] encode(V value);

  /**
   * Reads one value.
   *
   * @throws EventException with the code that belongs on the dead letter
   */
  V decode(byte[] bytes);

  /** This codec for a Kafka producer. */
  default Serializer<V> serializer() {
    return (topic, value) -> value == null ? null : encode(value);
  }

  /** This codec for a Kafka consumer that may fail on a bad record; services read bytes instead. */
  default Deserializer<V> deserializer() {
    return (topic, bytes) -> bytes == null ? null : decode(bytes);
  }

  /** Both, for Kafka Streams' stores and sinks. */
  default Serde<V> serde() {
    return Serdes.serdeFrom(serializer(), deserializer());
  }
}

package io.clozeline.events.stage;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * A record's own timestamp, or now for a record without one: Kafka Streams' default would end the
 * stream there.
 */
public final class RecordTime implements TimestampExtractor {
  @Override
  public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
    return record.timestamp() < 0 ? System.currentTimeMillis() : record.timestamp();
  }
}

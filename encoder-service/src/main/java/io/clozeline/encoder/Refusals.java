package io.clozeline.encoder;

import io.clozeline.events.error.DeadLetter;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports adapters and releases that were refused: a log line, a metric, a dead letter. */
final class Refusals implements Consumer<DeadLetter>, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

  private final EncoderMetrics metrics;
  private final KafkaProducer<byte[], byte[]> producer;

  Refusals(EncoderMetrics metrics, Map<String, Object> clientConfig) {
    this.metrics = metrics;
    var config = new HashMap<>(clientConfig);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    this.producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  public void accept(DeadLetter letter) {
    LOG.warn(
        "Refused, what is live stays: errorCode={} origin={} cause={}",
        letter.code().text(),
        letter.origin(),
        letter.cause());
    metrics.deadLetter(letter.code());
    producer.send(
        new ProducerRecord<>(
            DeadLetter.topicOf(letter.origin().topic()),
            null,
            letter.key(),
            letter.value(),
            letter.headers()));
  }

  @Override
  public void close() {
    producer.close();
  }
}

package io.clozeline.deploy.bench;

import io.clozeline.bert.EncoderInput;
import io.clozeline.bert.Sequence;
import io.clozeline.events.Limits;
import io.clozeline.events.TokenizedText;
import io.clozeline.events.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the very sequences that the tokenizer made, so that the bare encoder gets the same. */
final class TokenCapture implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final KafkaConsumer<byte[], byte[]> consumer;

  /** Starts at the present end of the topic. */
  TokenCapture(Map<String, Object> kafka) {
    Map<String, Object> config = new HashMap<>(kafka);
    config.put("isolation.level", "read_committed");
    config.put("max.partition.fetch.bytes", Limits.RECORD_BYTES);
    consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    var partitions =
        consumer.partitionsFor(Topics.TOKENS.name()).stream()
            .map(p -> new TopicPartition(p.topic(), p.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
  }

  /** The sequences of the next {@code texts} texts of {@code task}, in the topic's order. */
  List<EncoderInput> take(String task, int texts) {
    List<EncoderInput> inputs = new ArrayList<>();
    int seen = 0;
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (seen < texts && System.nanoTime() < deadline) {
      for (var record : consumer.poll(POLL)) {
        TokenizedText text = Topics.TOKENS.codec().decode(record.value());
        if (text.task().equals(task)) {
          seen++;
          text.sequences()
              .forEach(
                  s ->
                      inputs.add(
                          new EncoderInput(
                              new Sequence(s.inputIds(), s.typeIds(), s.selected()), null)));
        }
      }
    }
    if (seen < texts) {
      throw new IllegalStateException("only " + seen + " of " + texts + " texts were tokenized");
    }
    return inputs;
  }

  @Override
  public void close() {
    consumer.close();
  }
}

package io.clozeline.tokenizer.document;

import java.util.Optional;

/** The topic of texts, read at one place. Safe for use by many threads. */
public interface TextTopic {
  /**
   * The value that stands there; empty where the topic has dropped it.
   *
   * @throws org.apache.kafka.common.KafkaException when the broker does not answer
   */
  Optional<byte[]> at(Place place);
}

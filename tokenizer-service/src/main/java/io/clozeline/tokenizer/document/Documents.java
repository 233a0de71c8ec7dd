package io.clozeline.tokenizer.document;

import io.clozeline.events.Text;
import java.util.Optional;

/** The texts of documents that were sent before. Used by one thread. */
public interface Documents {
  /** Remembers none. */
  Documents NONE =
      new Documents() {
        @Override
        public Optional<Text> find(String id) {
          return Optional.empty();
        }

        @Override
        public void forget(String id) {
          // nothing is kept
        }
      };

  /**
   * The newest text of that document; empty where none came lately.
   *
   * @throws org.apache.kafka.common.KafkaException when the broker does not answer
   */
  Optional<Text> find(String id);

  /** Makes sure that it is not found any more. */
  void forget(String id);
}

package io.clozeline.encoder.pass;

import io.clozeline.events.TokenizedText;
import java.util.List;

/** Decides what is encoded of a text: as it is, or with examples that it is shown beside. */
public interface Showing {
  /** Every text as it is. */
  Showing NOTHING =
      new Showing() {
        @Override
        public List<Shown> show(List<Request> requests, Batches batches) {
          return requests.stream().map(Shown::plain).toList();
        }

        @Override
        public int tokens(TokenizedText text) {
          return text.tokens();
        }
      };

  /**
   * What is encoded of each request, in their order.
   *
   * @param batches computes the vectors that the choice hangs on
   */
  List<Shown> show(List<Request> requests, Batches batches);

  /** Tokens that the text costs the encoder, at most. */
  int tokens(TokenizedText text);
}

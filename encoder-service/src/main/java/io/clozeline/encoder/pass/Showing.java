package io.clozeline.encoder.pass;

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
        public boolean shows(Request request) {
          return false;
        }

        @Override
        public int tokens(Request request) {
          return request.text().tokens();
        }
      };

  /**
   * What is encoded of each request, in their order.
   *
   * @param batches computes the vectors that the choice hangs on
   */
  List<Shown> show(List<Request> requests, Batches batches);

  /** Whether the text may be shown examples under what serves it. */
  boolean shows(Request request);

  /** Tokens that the text costs the encoder under what serves it, at most. */
  int tokens(Request request);
}

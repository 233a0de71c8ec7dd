package io.clozeline.events;

import java.util.List;

/**
 * The vectors of a text under a challenger.
 *
 * @param adapterDigest the challenger
 * @param sequences as those of the text, in their order
 */
public record ShadowEncoding(String adapterDigest, List<Encoding> sequences) {
  public ShadowEncoding {
    Fields.word(adapterDigest, "adapterDigest");
    sequences = Fields.copy(sequences, "sequences");
  }
}

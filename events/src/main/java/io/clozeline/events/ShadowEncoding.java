package io.clozeline.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import java.util.List;

/**
 * The vectors of a text under a challenger.
 *
 * @param adapterDigest the challenger
 * @param sequences as those of the text, in their order
 * @param draws how often each sequence was encoded for the challenger; null for as often as for the
 *     text. Only one of the two may have demonstrations shown
 */
public record ShadowEncoding(
    String adapterDigest,
    List<Encoding> sequences,
    @JsonInclude(JsonInclude.Include.NON_NULL) Integer draws) {
  public ShadowEncoding {
    Fields.word(adapterDigest, "adapterDigest");
    sequences = Fields.copy(sequences, "sequences");
    if (draws != null && draws < 1) {
      throw new EventException(ErrorCode.MALFORMED_BINARY, draws + " draws of a shadow");
    }
  }

  /** One that was shown what the text was. */
  public ShadowEncoding(String adapterDigest, List<Encoding> sequences) {
    this(adapterDigest, sequences, null);
  }
}

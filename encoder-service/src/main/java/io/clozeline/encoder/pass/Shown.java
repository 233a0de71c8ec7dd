package io.clozeline.encoder.pass;

import io.clozeline.events.TokenSequence;
import java.util.List;

/**
 * What is encoded of a text.
 *
 * @param sequences the text's, each as often as it shows other demonstrations
 * @param draws how often that is; null for the text as it is
 */
public record Shown(List<TokenSequence> sequences, Integer draws) {
  public Shown {
    sequences = List.copyOf(sequences);
  }

  /** The text as it is. */
  public static Shown plain(Request request) {
    return new Shown(request.text().sequences(), null);
  }
}

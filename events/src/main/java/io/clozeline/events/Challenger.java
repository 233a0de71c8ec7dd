package io.clozeline.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;

/**
 * An adapter that rides along before it goes live: it answers a share of the texts, too, beside the
 * live one, and what it says is kept on the topic {@code shadows} and never served.
 *
 * @param share of the documents, above 0 and up to 1, see {@link Share}
 * @param release what goes live if it proves itself
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Challenger(double share, Release release) {
  public Challenger {
    Fields.required(release, "release");
    if (!Share.allows(share)) {
      throw refused("the share of a challenger is " + share + "; it is above 0 and up to 1");
    }
    if (release.digest() == null) {
      throw refused("a challenger is an adapter; the base model cannot ride along");
    }
    if (release.challenger() != null) {
      throw refused("a challenger has a challenger");
    }
  }

  private static EventException refused(String cause) {
    return new EventException(ErrorCode.INVALID_FIELD, cause);
  }
}

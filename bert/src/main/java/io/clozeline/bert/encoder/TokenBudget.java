package io.clozeline.bert.encoder;

/**
 * How large a batch may be.
 *
 * @param tokens padded tokens at most
 * @param sequences sequences at most
 */
public record TokenBudget(int tokens, int sequences) {

  public TokenBudget {
    if (tokens < 1 || sequences < 1) {
      throw new IllegalArgumentException(
          "a budget of " + tokens + " tokens and " + sequences + " sequences holds nothing");
    }
  }
}

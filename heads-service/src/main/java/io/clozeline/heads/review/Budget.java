package io.clozeline.heads.review;

/**
 * A token bucket: a text that is sent takes a token, and the allowance fills them up again. In any
 * time no more are sent than the allowance for that time and one burst.
 *
 * @param tokens of which a text needs a whole one
 * @param at when they were counted, milliseconds since the epoch
 * @param due texts that should have been chosen since the last one was, had they come as expected
 */
record Budget(double tokens, long at, double due) {
  /** By so much the wanted rate goes up from an empty bucket to a full one, as a power of two. */
  private static final double REACH = 4;

  /** When so many are due, the wanted rate doubles with each further one. */
  private static final double PATIENCE = 4;

  private static final double MOST_DOUBLINGS = 60;

  /** Half full, so that the rate is the allowance's from the start. */
  static Budget fresh(long now, Allowance allowance) {
    return new Budget(allowance.burst() / 2, now, 0);
  }

  /** The same later; a clock that went back stands still. */
  Budget at(long now, Allowance allowance) {
    double filled = tokens + Math.max(0, now - at) * allowance.perMilli();
    return new Budget(Math.min(filled, allowance.burst()), now, due);
  }

  boolean allows() {
    return tokens >= 1;
  }

  Budget spend() {
    return new Budget(tokens - 1, at, 0);
  }

  /** A text was passed over that was to be chosen with this probability. */
  Budget passOver(double probability) {
    return new Budget(tokens, at, due + probability);
  }

  /**
   * Texts to choose in a millisecond: the allowance at a half full bucket, more of a fuller one and
   * less of an emptier one, so that it is neither wasted nor spent on the first that come.
   */
  double level(Allowance allowance) {
    return allowance.perMilli() * Math.pow(2, REACH * (tokens / allowance.burst() - 0.5));
  }

  /** By how much more are to be chosen: without bound while none is, whatever the scores do. */
  double urgency() {
    return Math.pow(2, Math.min(MOST_DOUBLINGS, Math.max(0, due - PATIENCE)));
  }
}

package io.clozeline.heads.review;

/**
 * A token bucket: a text that is sent takes a token, and the allowance fills them up again. In any
 * time no more are sent than the allowance for that time and one burst.
 *
 * @param tokens of which a text needs a whole one
 * @param at when they were counted, milliseconds since the epoch
 * @param sentAt when the last text was sent, or counting began
 */
record Budget(double tokens, long at, long sentAt) {
  /** By so much the wanted rate goes up from an empty bucket to a full one, as a power of two. */
  private static final double REACH = 4;

  /** After so many turns without a text the wanted rate doubles with each further one. */
  private static final double PATIENCE = 3;

  private static final double MOST_DOUBLINGS = 60;

  static Budget fresh(long now) {
    return new Budget(1, now, now);
  }

  /** The same later; a clock that went back stands still. */
  Budget at(long now, Allowance allowance) {
    double filled = tokens + Math.max(0, now - at) * allowance.perMilli();
    return new Budget(Math.min(filled, allowance.burst()), now, Math.min(sentAt, now));
  }

  boolean allows() {
    return tokens >= 1;
  }

  Budget spend() {
    return new Budget(tokens - 1, at, at);
  }

  /**
   * Texts to choose in a millisecond: the allowance at a half full bucket, more of a fuller one and
   * less of an emptier one, so that it is neither wasted nor spent on the first that come. It grows
   * without bound while nothing is chosen, whatever the scores do.
   */
  double wanted(Allowance allowance) {
    double level = REACH * (tokens / allowance.burst() - 0.5);
    double turns = (at - sentAt) * allowance.perMilli();
    double doublings = level + Math.max(0, turns - PATIENCE);
    return allowance.perMilli() * Math.pow(2, Math.min(MOST_DOUBLINGS, doublings));
  }
}

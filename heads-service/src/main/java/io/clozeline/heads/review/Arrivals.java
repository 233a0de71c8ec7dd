package io.clozeline.heads.review;

/**
 * The rate at which texts arrive: that of the last minutes, or that of the last second where it is
 * higher. So a burst is met with what it is, and not with the silence before.
 *
 * @param at when the last one came
 */
record Arrivals(Rate minutes, Rate second, long at) {
  static final double MINUTES = 120_000;
  static final double SECOND = 1_000;

  static Arrivals fresh(long now) {
    return new Arrivals(Rate.UNKNOWN, Rate.UNKNOWN, now);
  }

  /** The same later, before the next text; a clock that went back stands still. */
  Arrivals at(long now) {
    long passed = Math.max(0, now - at);
    return new Arrivals(minutes.after(passed, MINUTES), second.after(passed, SECOND), now);
  }

  /** With the next text. */
  Arrivals oneMore() {
    return new Arrivals(minutes.oneMore(), second.oneMore(), at);
  }

  /**
   * The share of all texts that is so many in a millisecond, 1 where that is more than come; 0
   * before anything is known.
   */
  double share(double perMilli) {
    if (minutes.millis() == 0) {
      return 0;
    }
    return Math.min(1, perMilli / Math.max(minutes.perMilli(), second.perMilli()));
  }
}

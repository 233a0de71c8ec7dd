package io.clozeline.heads.review;

/**
 * How many texts arrive, as a moving average over about {@link #MEMORY_MILLIS}.
 *
 * @param seen texts behind the first, faded by their age
 * @param span milliseconds in which they came, faded alike
 * @param at when the last one came
 */
record Arrivals(double seen, double span, long at) {
  static final double MEMORY_MILLIS = 120_000;

  /** Before the first text. */
  static final Arrivals NONE = new Arrivals(-1, 0, 0);

  /** One more. */
  Arrivals next(long now) {
    if (seen < 0) {
      return new Arrivals(0, 0, now);
    }
    double fade = Math.exp(-Math.max(0, now - at) / MEMORY_MILLIS);
    return new Arrivals(seen * fade + 1, span * fade + MEMORY_MILLIS * (1 - fade), now);
  }

  /** The share of all texts that is so many in a millisecond; 1 where that is more than come. */
  double share(double perMilli) {
    return seen <= 0 ? 1 : Math.min(1, perMilli * span / seen);
  }
}

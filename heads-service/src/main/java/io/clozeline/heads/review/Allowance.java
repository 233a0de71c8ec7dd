package io.clozeline.heads.review;

/**
 * How many texts may be sent.
 *
 * @param perHour above 0; of one partition that is a share of the task's, and may be a fraction
 */
record Allowance(double perHour) {
  private static final double HOUR_MILLIS = 3_600_000;
  private static final double BURST_MILLIS = 300_000;
  private static final double LEAST_BURST = 2;

  double perMilli() {
    return perHour / HOUR_MILLIS;
  }

  /** What may be saved up: five minutes' worth, two texts at least. */
  double burst() {
    return Math.max(LEAST_BURST, perMilli() * BURST_MILLIS);
  }
}

package io.clozeline.heads.review;

/**
 * How many texts come, as a moving average that forgets exponentially.
 *
 * @param texts faded by their age
 * @param millis in which they came, faded alike; 0 before anything is known
 */
record Rate(double texts, double millis) {
  static final Rate UNKNOWN = new Rate(0, 0);

  /** The same so many milliseconds later, by a memory of about {@code memory} milliseconds. */
  Rate after(long passed, double memory) {
    double fade = Math.exp(-passed / memory);
    return new Rate(texts * fade, millis * fade + memory * (1 - fade));
  }

  Rate oneMore() {
    return new Rate(texts + 1, millis);
  }

  double perMilli() {
    return texts / millis;
  }
}

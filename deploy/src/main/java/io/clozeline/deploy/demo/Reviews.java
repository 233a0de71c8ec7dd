package io.clozeline.deploy.demo;

import io.clozeline.deploy.evaluate.LabelledSet;

/**
 * The shipped sentences with their sentiment, and which of them are fed back.
 *
 * @param all in the order of the file
 * @param shots as many of each label
 */
record Reviews(LabelledSet all, LabelledSet shots) {
  private static final int PER_LABEL = 16;
  private static final long SEED = 1;

  /** Reads the shipped file; draws the same sentences each time. */
  static Reviews shipped() {
    LabelledSet all = LabelledSet.shipped();
    return new Reviews(all, all.shots(PER_LABEL, SEED));
  }

  /** What is never fed back, and so can be scored before and after. */
  LabelledSet rest() {
    return all.without(shots);
  }
}

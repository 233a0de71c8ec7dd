package io.clozeline.deploy.demo;

import io.clozeline.deploy.evaluate.LabelledSet;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The shipped sentences with their sentiment, and which of them are fed back.
 *
 * @param all in the order of the file
 * @param shots as many of each label
 */
public record Reviews(LabelledSet all, LabelledSet shots) {
  private static final String FILE = "/demo/reviews.tsv";
  private static final int PER_LABEL = 16;
  private static final long SEED = 1;

  /** Reads the shipped file; draws the same sentences each time. */
  public static Reviews shipped() {
    var in = Reviews.class.getResourceAsStream(FILE);
    try (var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      LabelledSet all = LabelledSet.read(FILE, reader);
      return new Reviews(all, all.shots(PER_LABEL, SEED));
    } catch (IOException e) {
      throw new UncheckedIOException(FILE, e);
    }
  }

  /** What is never fed back, and so can be scored before and after. */
  LabelledSet rest() {
    return all.without(shots);
  }
}

package io.clozeline.trainer.gate;

import java.util.Random;

/**
 * Champion and challenger on the same examples.
 *
 * @param examples how many
 * @param champion the mean of its agreement, 0 to 1
 * @param challenger the mean of its agreement
 * @param wins examples on which the challenger is better
 * @param losses examples on which it is worse
 * @param test how the probability was found
 * @param better how sure it is that the challenger is better, 0 to 1; one half where nothing tells
 *     them apart
 */
public record Comparison(
    int examples,
    double champion,
    double challenger,
    int wins,
    int losses,
    Test test,
    double better) {
  private static final int RESAMPLES = 2_000;

  /** A test of two on the same examples. */
  public enum Test {
    /** Of right and wrong answers: exact, its mid-p value (McNemar 1947; Fagerland et al. 2013). */
    MCNEMAR("McNemar"),
    /** Of shares that were right (Efron and Tibshirani 1993). */
    PAIRED_BOOTSTRAP("paired bootstrap");

    private final String text;

    Test(String text) {
      this.text = text;
    }

    /** For people. */
    public String text() {
      return text;
    }
  }

  /**
   * Compares.
   *
   * @param champion its agreement with each example, 0 to 1
   * @param challenger the same in the same order
   */
  public static Comparison of(double[] champion, double[] challenger) {
    if (champion.length != challenger.length) {
      throw new IllegalArgumentException(
          champion.length + " and " + challenger.length + " are not the same examples");
    }
    int wins = 0;
    int losses = 0;
    boolean binary = true;
    double[] ahead = new double[champion.length];
    for (int i = 0; i < ahead.length; i++) {
      ahead[i] = challenger[i] - champion[i];
      wins += ahead[i] > 0 ? 1 : 0;
      losses += ahead[i] < 0 ? 1 : 0;
      binary &= isBinary(champion[i]) && isBinary(challenger[i]);
    }
    return new Comparison(
        ahead.length,
        mean(champion),
        mean(challenger),
        wins,
        losses,
        binary ? Test.MCNEMAR : Test.PAIRED_BOOTSTRAP,
        binary ? mcNemar(wins, losses) : bootstrap(ahead));
  }

  /** One less the one-sided mid-p value: ties of two equal coins count half. */
  private static double mcNemar(int wins, int losses) {
    int tosses = wins + losses;
    double beyond = 0;
    for (int k = wins; k <= tosses; k++) {
      double probability = Math.exp(logChoose(tosses, k) - tosses * Math.log(2));
      beyond += k == wins ? probability / 2 : probability;
    }
    return 1 - beyond;
  }

  /** The share of resamples that are ahead; those that are level count half. */
  private static double bootstrap(double[] ahead) {
    var random = new Random(ahead.length); // the same examples give the same answer
    double won = 0;
    for (int sample = 0; sample < RESAMPLES; sample++) {
      double sum = 0;
      for (int i = 0; i < ahead.length; i++) {
        sum += ahead[random.nextInt(ahead.length)];
      }
      won += sum > 0 ? 1 : sum == 0 ? 0.5 : 0;
    }
    return won / RESAMPLES;
  }

  private static double logChoose(int n, int k) {
    double sum = 0;
    for (int i = 1; i <= k; i++) {
      sum += Math.log(n - k + i) - Math.log(i);
    }
    return sum;
  }

  private static boolean isBinary(double agreement) {
    return agreement == 0 || agreement == 1;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return values.length == 0 ? 0 : sum / values.length;
  }
}

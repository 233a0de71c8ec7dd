package io.clozeline.heads.calibration;

import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import java.util.List;

/**
 * Contextual calibration (Zhao et al. 2021): what the model answers where there is no text to
 * answer is what the words and the pattern weigh themselves, and is divided away. Of several
 * content-free texts the probabilities are averaged, as in the paper.
 */
public final class ContentFree {
  private ContentFree() {}

  /**
   * The bias of each pattern, [patterns][alternatives].
   *
   * @param each the log-probabilities for each content-free sequence, pattern by pattern, the same
   *     number for each
   * @throws EventException when they are not
   */
  public static double[][] logProbabilities(List<double[]> each, int patterns) {
    if (each.isEmpty() || each.size() % patterns != 0) {
      throw new EventException(
          ErrorCode.MALFORMED_BINARY,
          each.size() + " content-free sequences for " + patterns + " patterns");
    }
    int texts = each.size() / patterns;
    double[][] bias = new double[patterns][];
    for (int pattern = 0; pattern < patterns; pattern++) {
      bias[pattern] = logOfMean(each.subList(pattern * texts, (pattern + 1) * texts));
    }
    return bias;
  }

  /** Around the largest, where the probabilities themselves may vanish. */
  private static double[] logOfMean(List<double[]> each) {
    double[] log = new double[each.get(0).length];
    for (int i = 0; i < log.length; i++) {
      int at = i;
      double max = each.stream().mapToDouble(l -> l[at]).max().orElseThrow();
      double sum = each.stream().mapToDouble(l -> Math.exp(l[at] - max)).sum();
      log[i] = max + Math.log(sum / each.size());
    }
    return log;
  }
}

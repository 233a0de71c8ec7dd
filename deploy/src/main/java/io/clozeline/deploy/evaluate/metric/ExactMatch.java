package io.clozeline.deploy.evaluate.metric;

import java.util.List;

/**
 * The share of answers that equal one of the accepted ones as SQuAD compares them, 0 to 1. No
 * accepted answer means that there is none to find; then only no answer is right.
 */
public final class ExactMatch implements Metric<List<String>, String> {
  private long right;
  private long total;

  @Override
  public String name() {
    return "exact match";
  }

  @Override
  public void add(List<String> accepted, String said) {
    total++;
    if (accepted.isEmpty() ? said == null : said != null && matches(accepted, said)) {
      right++;
    }
  }

  @Override
  public double value() {
    return total == 0 ? 0 : (double) right / total;
  }

  private static boolean matches(List<String> accepted, String said) {
    String normalized = Normalized.text(said);
    return accepted.stream().anyMatch(answer -> Normalized.text(answer).equals(normalized));
  }
}

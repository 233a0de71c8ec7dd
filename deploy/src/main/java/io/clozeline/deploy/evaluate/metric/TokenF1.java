package io.clozeline.deploy.evaluate.metric;

import java.util.ArrayList;
import java.util.List;

/**
 * How many words an answer shares with the accepted one that it is nearest to, as SQuAD's F1
 * (Rajpurkar et al. 2016): the mean over questions, 0 to 1. Where there is no answer to find, only
 * no answer is right.
 */
public final class TokenF1 implements Metric<List<String>, String> {
  private double sum;
  private long total;

  @Override
  public String name() {
    return "F1";
  }

  @Override
  public void add(List<String> accepted, String said) {
    total++;
    if (accepted.isEmpty()) {
      sum += said == null ? 1 : 0;
    } else if (said != null) {
      sum += accepted.stream().mapToDouble(answer -> f1(answer, said)).max().orElse(0);
    }
  }

  @Override
  public double value() {
    return total == 0 ? 0 : sum / total;
  }

  private static double f1(String gold, String said) {
    List<String> goldWords = Normalized.words(gold);
    List<String> saidWords = Normalized.words(said);
    if (goldWords.isEmpty() || saidWords.isEmpty()) {
      return goldWords.equals(saidWords) ? 1 : 0;
    }
    var counts = new Counts();
    counts.add(shared(goldWords, saidWords), goldWords.size(), saidWords.size());
    return counts.f1();
  }

  private static int shared(List<String> gold, List<String> said) {
    var left = new ArrayList<>(gold);
    return (int) said.stream().filter(left::remove).count();
  }
}

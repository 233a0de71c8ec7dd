package io.clozeline.heads.stream;

import io.clozeline.heads.review.ReviewListener;
import io.clozeline.heads.review.Verdict;
import java.util.ArrayList;
import java.util.List;

/** Notes what became of each text that was offered. */
final class HeardReviews implements ReviewListener {
  private final List<Verdict> offered = new ArrayList<>();
  private final List<String> ended = new ArrayList<>();

  @Override
  public void offered(int partition, String task, Verdict verdict) {
    offered.add(verdict);
  }

  @Override
  public void ended(int partition, String task) {
    ended.add(task);
  }

  List<Verdict> offered() {
    return offered;
  }

  List<String> ended() {
    return ended;
  }
}

package io.clozeline.heads.kind.span;

import io.clozeline.heads.answer.score.Offsets.Part;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * The likeliest answers of all windows, as SQuAD's reference code finds them: an answer's score is
 * the sum of its ends' logits, it starts and ends at one of a window's likeliest tokens, it is not
 * too long, and it starts in the window that shows most around its start.
 */
final class Candidates {
  /** How many of a window's starts and ends are looked at, and how many answers are compared. */
  static final int LOOKED_AT = 20;

  /** A part of the passage that may be the answer. */
  record Candidate(Part part, double score) {}

  private static final Comparator<Candidate> BEST_FIRST =
      Comparator.comparingDouble(Candidate::score)
          .reversed()
          .thenComparing(c -> c.part().start())
          .thenComparing(c -> c.part().end());

  private final List<Window> windows;
  private final int longest;
  private final Map<Part, Integer> homes = new HashMap<>(); // the window of most context
  private final Map<Part, Double> scores = new HashMap<>();

  private Candidates(List<Window> windows, int longest) {
    this.windows = windows;
    this.longest = longest;
  }

  /** At most {@link #LOOKED_AT}, best first, none longer than {@code longest} tokens. */
  static List<Candidate> of(List<Window> windows, int longest) {
    var candidates = new Candidates(windows, longest);
    candidates.settle();
    IntStream.range(0, windows.size()).forEach(candidates::collect);
    return candidates.scores.entrySet().stream()
        .map(each -> new Candidate(each.getKey(), each.getValue()))
        .sorted(BEST_FIRST)
        .limit(LOOKED_AT)
        .toList();
  }

  private void settle() {
    Map<Part, Double> most = new HashMap<>();
    for (int i = 0; i < windows.size(); i++) {
      Window window = windows.get(i);
      for (int token = 1; token < window.size(); token++) {
        Part part = window.parts()[token];
        double context = window.context(token);
        if (part != null && context > most.getOrDefault(part, Double.NEGATIVE_INFINITY)) {
          most.put(part, context);
          homes.put(part, i);
        }
      }
    }
  }

  private void collect(int index) {
    Window window = windows.get(index);
    int[] ends = likeliest(window, window.end());
    for (int start : likeliest(window, window.start())) {
      if (homes.get(window.parts()[start]) != index) {
        continue;
      }
      for (int end : ends) {
        if (end >= start && end - start < longest) {
          add(window, start, end);
        }
      }
    }
  }

  private void add(Window window, int start, int end) {
    int from = window.parts()[start].start();
    int to = window.parts()[end].end();
    if (to > from) {
      double score = (double) window.start()[start] + window.end()[end];
      scores.merge(new Part(from, to), score, Math::max);
    }
  }

  /** The passage's tokens of the greatest logits. */
  private static int[] likeliest(Window window, float[] logits) {
    Comparator<Integer> worstFirst = Comparator.comparingDouble(token -> logits[token]);
    var best = new PriorityQueue<>(worstFirst.thenComparing(Comparator.reverseOrder()));
    for (int token = 1; token < logits.length; token++) {
      if (window.parts()[token] != null) {
        best.add(token);
        if (best.size() > LOOKED_AT) {
          best.poll();
        }
      }
    }
    return best.stream().mapToInt(Integer::intValue).toArray();
  }
}

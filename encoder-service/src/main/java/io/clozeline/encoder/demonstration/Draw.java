package io.clozeline.encoder.demonstration;

import io.clozeline.bert.adapter.Adapter;
import io.clozeline.bert.encoder.Cosine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Chooses the examples of one prompt (Gao et al. 2021, section 6.2): of each label some of the half
 * that is most similar to the text by the cosine of their vectors, at random but for each document
 * the same.
 */
final class Draw {
  private static final long SPREAD = 0x9E3779B97F4A7C15L; // near seeds give unlike numbers

  private record Candidate(PooledExample example, double similarity) {}

  private final List<List<PooledExample>> nearest; // [labels][half]

  private Draw(List<List<PooledExample>> nearest) {
    this.nearest = nearest;
  }

  /**
   * Draws for a text.
   *
   * @param id of its document, which is not shown to itself
   * @param vector at its mask
   * @param examples of each label; those that are not encoded under {@code adapter} yet are not
   *     drawn
   * @param perLabel examples that a prompt shows of each label; a smaller half is filled up to it
   */
  static Draw of(
      String id,
      float[] vector,
      List<List<PooledExample>> examples,
      Adapter adapter,
      int perLabel) {
    return new Draw(
        examples.stream().map(each -> nearest(id, vector, each, adapter, perLabel)).toList());
  }

  /** The examples of one prompt, in the order in which they are shown: label by label, again. */
  List<PooledExample> shown(String id, int draw, int perLabel) {
    var random = new Random((id.hashCode() + draw * 31L) * SPREAD);
    List<List<PooledExample>> drawn = new ArrayList<>();
    for (List<PooledExample> half : nearest) {
      var shuffled = new ArrayList<>(half);
      Collections.shuffle(shuffled, random);
      drawn.add(shuffled);
    }
    Collections.shuffle(drawn, random);
    List<PooledExample> shown = new ArrayList<>();
    for (int i = 0; i < perLabel; i++) {
      for (List<PooledExample> label : drawn) {
        if (i < label.size()) {
          shown.add(label.get(i));
        }
      }
    }
    return shown;
  }

  private static List<PooledExample> nearest(
      String id, float[] vector, List<PooledExample> examples, Adapter adapter, int perLabel) {
    List<Candidate> candidates =
        examples.stream()
            .filter(each -> !each.id().equals(id) && each.vector(adapter) != null)
            .map(each -> new Candidate(each, Cosine.of(vector, each.vector(adapter))))
            .sorted(
                Comparator.comparingDouble(Candidate::similarity)
                    .reversed()
                    .thenComparing(each -> each.example().id()))
            .toList();
    int half = Math.max(perLabel, (candidates.size() + 1) / 2);
    return candidates.stream().limit(half).map(Candidate::example).toList();
  }
}

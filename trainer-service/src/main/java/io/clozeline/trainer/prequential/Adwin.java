package io.clozeline.trainer.prequential;

import java.util.ArrayList;
import java.util.List;

/**
 * A window over a stream of numbers from 0 to 1 that forgets its older part once the mean of the
 * newer part differs by more than chance (ADWIN2, Bifet and Gavaldà 2007). The window is kept as an
 * exponential histogram: memory and time grow with the logarithm of its length. Used by one thread.
 */
public final class Adwin {
  /** What the paper and the field use. */
  public static final double DELTA = 0.002;

  /** Buckets of a size before the two oldest become one of the next size; 5 in the paper. */
  private static final int BUCKETS = 5;

  /** A part that is compared has so many numbers at least. */
  private static final int FEWEST = 5;

  private final double delta;
  private final List<Bucket> buckets = new ArrayList<>(); // newest first, sizes never fall

  /**
   * Numbers that came one after the other.
   *
   * @param squares the sum of their squared distances to their mean
   */
  public record Bucket(long size, double sum, double squares) {
    private double mean() {
      return sum / size;
    }

    private Bucket with(Bucket other) {
      double apart = mean() - other.mean();
      double between = (double) size * other.size / (size + other.size) * apart * apart;
      return new Bucket(size + other.size, sum + other.sum, squares + other.squares + between);
    }
  }

  /** An empty window; a change is false in a share of {@code delta} at most. */
  public Adwin(double delta) {
    this(delta, List.of());
  }

  /** A window that was kept as {@link #buckets()}. */
  public Adwin(double delta, List<Bucket> buckets) {
    if (!(delta > 0 && delta < 1)) {
      throw new IllegalArgumentException("delta is " + delta + ", not between 0 and 1");
    }
    this.delta = delta;
    this.buckets.addAll(buckets);
  }

  /**
   * Adds a number.
   *
   * @param value 0 to 1
   * @return how much the newer part's mean is above that of the part that was forgotten for it;
   *     zero where nothing was
   */
  public double add(double value) {
    buckets.add(0, new Bucket(1, value, 0));
    compress();
    double before = mean();
    boolean forgot = false;
    while (changed()) {
      buckets.remove(buckets.size() - 1);
      forgot = true;
    }
    return forgot ? mean() - before : 0;
  }

  /** The mean of the window, zero when it is empty. */
  public double mean() {
    return buckets.isEmpty() ? 0 : all().mean();
  }

  /** How many numbers the window has. */
  public long size() {
    return buckets.stream().mapToLong(Bucket::size).sum();
  }

  /** What the window is kept as. */
  public List<Bucket> buckets() {
    return List.copyOf(buckets);
  }

  private Bucket all() {
    return buckets.stream().reduce(Bucket::with).orElseThrow();
  }

  /** Joins the two oldest buckets of a size that has one too many, size by size. */
  private void compress() {
    int from = 0;
    while (from < buckets.size()) {
      long size = buckets.get(from).size();
      int end = from;
      while (end < buckets.size() && buckets.get(end).size() == size) {
        end++;
      }
      if (end - from <= BUCKETS) {
        return;
      }
      Bucket older = buckets.remove(end - 1);
      buckets.set(end - 2, buckets.get(end - 2).with(older));
      from = end - 2;
    }
  }

  /** Whether some cut between two buckets parts the window into means that differ too much. */
  private boolean changed() {
    if (size() < 2 * FEWEST) {
      return false;
    }
    Bucket all = all();
    double variance = all.squares() / all.size();
    double logarithm = Math.log(2 * Math.log(all.size()) / delta);
    long newer = 0;
    double newerSum = 0;
    for (Bucket bucket : buckets) {
      newer += bucket.size();
      newerSum += bucket.sum();
      long older = all.size() - newer;
      if (newer < FEWEST || older < FEWEST) {
        continue;
      }
      double apart = Math.abs(newerSum / newer - (all.sum() - newerSum) / older);
      double harmonic = 1.0 / newer + 1.0 / older;
      double bound = Math.sqrt(2 * harmonic * variance * logarithm) + 2 * harmonic * logarithm / 3;
      if (apart > bound) {
        return true;
      }
    }
    return false;
  }
}

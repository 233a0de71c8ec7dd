package io.clozeline.bert.onednn;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A lane with all native threads, and several with a share of them each, which compute parts of a
 * larger batch at once. Those meet once in a batch; threads that share an operation meet in each of
 * a hundred, and all wait for the one that another process keeps from its processor.
 */
final class Lanes implements AutoCloseable {
  private static final int MOST = 4;

  // With fewer rows, a lane spends its time on reading weights that the others read too.
  private static final int LEAST_ROWS = 80;

  // By how much the largest part may exceed its share of the rows.
  private static final double MOST_UNEVEN = 1.3;

  private final LaneThread whole;
  private final List<LaneThread> parts;

  private Lanes(LaneThread whole, List<LaneThread> parts) {
    this.whole = whole;
    this.parts = parts;
  }

  /**
   * One lane, and where there are several threads and OpenMP can be told so, as many for parts as
   * are of use.
   *
   * @param lane makes one that has room for so many rows
   * @param rows of a usual batch
   */
  static Lanes open(int threads, IntFunction<Lane> lane, int rows) {
    Lanes alone = alone(threads, lane, rows);
    int count = OpenMp.available() ? Math.min(MOST, threads) : 1;
    if (count < 2) {
      return alone;
    }
    List<LaneThread> parts =
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    new LaneThread(
                        "encoder-part-" + i, threads / count, () -> lane.apply(rows / count)))
            .toList();
    String layout = alone.whole().products().layout();
    if (parts.stream().anyMatch(part -> !part.lane().products().layout().equals(layout))) {
      parts.forEach(LaneThread::close); // fewer threads would want the weights laid out anew
      return alone;
    }
    return new Lanes(alone.whole, parts);
  }

  /** One lane, which computes each batch whole. */
  static Lanes alone(int threads, IntFunction<Lane> lane, int rows) {
    return new Lanes(new LaneThread("encoder", threads, () -> lane.apply(rows)), List.of());
  }

  /** The lane that computes a batch whole. */
  Lane whole() {
    return whole.lane();
  }

  /**
   * Has the thread of that lane do something else that OpenMP computes. A thread that did it itself
   * would keep native threads of its own, and with more of them than processors all are slow.
   */
  <T> T beside(Supplier<T> what) {
    return whole.call(what);
  }

  /** Computes a batch and puts each input's vectors where it was. */
  void encode(ModelWeights weights, PackedBatch batch, float[][][] vectors) {
    List<PackedBatch> divided = divided(batch);
    if (divided.size() == 1) {
      await(whole.encode(weights, batch, vectors));
      return;
    }
    await(
        IntStream.range(0, divided.size())
            .mapToObj(i -> parts.get(i).encode(weights, divided.get(i), vectors))
            .toArray(CompletableFuture[]::new));
  }

  /** One where the batch is too small or too uneven for more. */
  private List<PackedBatch> divided(PackedBatch batch) {
    if (parts.isEmpty() || batch.tokens() < LEAST_ROWS * parts.size()) {
      return List.of(batch);
    }
    List<PackedBatch> divided = batch.split(parts.size());
    int most = divided.stream().mapToInt(PackedBatch::tokens).max().orElseThrow();
    double share = (double) batch.tokens() / parts.size();
    return most <= MOST_UNEVEN * share ? divided : List.of(batch);
  }

  /** Of all, also where one fails: the memory that they compute in is needed again. */
  private static void await(CompletableFuture<?>... running) {
    try {
      CompletableFuture.allOf(running).join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof RuntimeException fault) {
        throw fault;
      }
      if (failed.getCause() instanceof Error fault) {
        throw fault;
      }
      throw failed;
    }
  }

  @Override
  public void close() {
    parts.forEach(LaneThread::close);
    whole.close();
  }
}

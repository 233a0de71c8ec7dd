package io.clozeline.bert.onednn;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Several lanes that compute parts of a batch at once, each with its share of the processors. They
 * meet once in a batch; threads that share an operation meet in each of a hundred, and all wait for
 * the one that another process keeps from its processor.
 */
final class Lanes implements AutoCloseable {
  /** For where threads cannot be divided. */
  static final Lanes NONE = new Lanes(List.of(), List.of());

  private static final int MOST = 4;

  // With fewer rows, a lane spends its time on reading weights that the others read too.
  private static final int LEAST_ROWS = 80;

  // By how much the largest part may exceed its share of the rows.
  private static final double MOST_UNEVEN = 1.3;

  private final List<Lane> lanes;
  private final List<ExecutorService> threads;

  private Lanes(List<Lane> lanes, List<ExecutorService> threads) {
    this.lanes = lanes;
    this.threads = threads;
  }

  /**
   * As many as this machine has use for.
   *
   * @param lane makes one that has room for so many rows
   * @param rows of a usual batch
   */
  static Lanes open(IntFunction<Lane> lane, int rows) {
    int count = OpenMp.available() ? Math.min(MOST, OpenMp.threads()) : 1;
    if (count < 2) {
      return NONE;
    }
    List<Lane> lanes = new ArrayList<>();
    List<ExecutorService> threads = new ArrayList<>();
    int each = OpenMp.threads() / count;
    for (int i = 0; i < count; i++) {
      ExecutorService thread = thread(i);
      thread.execute(() -> OpenMp.setThreads(each));
      threads.add(thread);
      lanes.add(CompletableFuture.supplyAsync(() -> lane.apply(rows / count), thread).join());
    }
    return new Lanes(lanes, threads);
  }

  private static ExecutorService thread(int number) {
    return Executors.newSingleThreadExecutor(
        task -> {
          var thread = new Thread(task, "encoder-lane-" + number);
          thread.setDaemon(true);
          return thread;
        });
  }

  /** The parts that the batch is best computed in; one where it is too small or too uneven. */
  List<PackedBatch> parts(PackedBatch batch) {
    if (batch.tokens() < LEAST_ROWS * lanes.size() || lanes.isEmpty()) {
      return List.of(batch);
    }
    List<PackedBatch> parts = batch.split(lanes.size());
    int most = parts.stream().mapToInt(PackedBatch::tokens).max().orElseThrow();
    double share = (double) batch.tokens() / lanes.size();
    return most <= MOST_UNEVEN * share ? parts : List.of(batch);
  }

  /**
   * Computes each part in a lane of its own.
   *
   * @param parts at most as many as there are lanes
   */
  void encode(ModelWeights weights, List<PackedBatch> parts, float[][][] vectors) {
    var running =
        IntStream.range(0, parts.size())
            .mapToObj(
                i ->
                    CompletableFuture.runAsync(
                        () -> lanes.get(i).encode(weights, parts.get(i), vectors), threads.get(i)))
            .toArray(CompletableFuture[]::new);
    try {
      CompletableFuture.allOf(running).join(); // of all, also where one fails
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
    threads.forEach(ExecutorService::shutdown);
    lanes.forEach(Lane::close);
  }
}

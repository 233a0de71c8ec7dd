package io.clozeline.bert.onednn;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** A lane and the thread that alone computes in it, which has native threads of its own. */
final class LaneThread implements AutoCloseable {
  private final ExecutorService thread;
  private final Lane lane;
  private final String layout;

  /**
   * Starts the thread, which builds the lane.
   *
   * @param threads native ones; as many as OpenMP's own rules say where it cannot be told
   */
  LaneThread(String name, int threads, Supplier<Lane> lane) {
    thread =
        Executors.newSingleThreadExecutor(
            task -> {
              var started = new Thread(task, name);
              started.setDaemon(true);
              return started;
            });
    if (OpenMp.available()) {
      thread.execute(() -> OpenMp.setThreads(threads));
    }
    var built = CompletableFuture.supplyAsync(lane, thread);
    this.lane = built.join();
    this.layout = built.thenApplyAsync(l -> l.products().layout(), thread).join();
  }

  /** How weights lie that the lane computes with. */
  String layout() {
    return layout;
  }

  Lane lane() {
    return lane;
  }

  /** Done, or failed, when the batch's vectors are in their places. */
  CompletableFuture<Void> encode(ModelWeights weights, PackedBatch batch, float[][][] vectors) {
    return CompletableFuture.runAsync(() -> lane.encode(weights, batch, vectors), thread);
  }

  @Override
  public void close() {
    thread.shutdown();
    lane.close();
  }
}

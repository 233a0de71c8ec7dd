package io.clozeline.bert.onednn;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * A lane and the thread that alone computes in it, which has native threads of its own. Encoders of
 * one process share such threads: OpenMP's wait for each other in a costly way once there are more
 * than processors.
 */
final class LaneThread implements AutoCloseable {
  private static final Map<String, ExecutorService> THREADS = new ConcurrentHashMap<>();

  private final ExecutorService thread;
  private final Lane lane;

  /**
   * Has the thread build the lane.
   *
   * @param threads native ones; as many as OpenMP's own rules say where it cannot be told
   */
  LaneThread(String name, int threads, Supplier<Lane> lane) {
    thread = THREADS.computeIfAbsent(name + " of " + threads, of -> start(name, threads));
    this.lane = call(lane);
  }

  /** Has the thread do something, and waits for it. Not to be called in the thread itself. */
  <T> T call(Supplier<T> what) {
    return CompletableFuture.supplyAsync(what, thread).join();
  }

  private static ExecutorService start(String name, int threads) {
    ExecutorService thread =
        Executors.newSingleThreadExecutor(
            task -> {
              var started = new Thread(task, name);
              started.setDaemon(true);
              return started;
            });
    if (OpenMp.available()) {
      thread.execute(() -> OpenMp.setThreads(threads));
    }
    return thread;
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
    lane.close();
  }
}

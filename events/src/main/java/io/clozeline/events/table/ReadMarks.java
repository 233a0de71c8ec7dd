package io.clozeline.events.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Promises that everything which stands in a topic has been read. Anybody may ask for one; the
 * thread that reads the topic sets the marks and keeps the promises.
 */
final class ReadMarks {
  /** What the topic's partitions end with when the promise is given. */
  private record Mark(Map<TopicPartition, Long> ends, List<CompletableFuture<Void>> waiting) {}

  private final List<CompletableFuture<Void>> asked = new ArrayList<>(); // guarded by this
  private final List<Mark> marks = new ArrayList<>(); // of the reading thread
  private Throwable over; // guarded by this

  /** A promise about what stands in the topic now; broken when the reading ends first. */
  synchronized CompletableFuture<Void> ask() {
    var future = new CompletableFuture<Void>();
    if (over == null) {
      asked.add(future);
    } else {
      future.completeExceptionally(over);
    }
    return future;
  }

  /**
   * Sets one mark for all who have asked; when this throws they are still there to be asked for.
   */
  void set(Consumer<?, ?> consumer) {
    List<CompletableFuture<Void>> waiting = asked();
    if (!waiting.isEmpty()) {
      marks.add(new Mark(consumer.endOffsets(consumer.assignment()), waiting));
      forget(waiting.size());
    }
  }

  /** Keeps the promises whose marks have been reached; true when there are others. */
  boolean settle(Consumer<?, ?> consumer) {
    marks.removeIf(mark -> settle(consumer, mark));
    return !marks.isEmpty();
  }

  /** The reading has ended: breaks all promises, those yet to be asked for too. */
  void end(Throwable cause) {
    synchronized (this) {
      over = cause;
      marks.add(new Mark(Map.of(), List.copyOf(asked)));
      asked.clear();
    }
    marks.forEach(mark -> mark.waiting().forEach(each -> each.completeExceptionally(cause)));
    marks.clear();
  }

  private static boolean settle(Consumer<?, ?> consumer, Mark mark) {
    boolean reached =
        mark.ends().entrySet().stream()
            .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    if (reached) {
      mark.waiting().forEach(each -> each.complete(null));
    }
    return reached;
  }

  private synchronized List<CompletableFuture<Void>> asked() {
    return List.copyOf(asked);
  }

  private synchronized void forget(int count) {
    asked.subList(0, count).clear();
  }
}

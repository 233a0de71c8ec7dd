package io.clozeline.deploy.bench;

import io.clozeline.deploy.client.ChainClient;
import io.clozeline.deploy.client.Conversation;
import io.clozeline.deploy.client.Reply;
import io.clozeline.deploy.client.UnrepeatedTexts;
import io.clozeline.deploy.launch.Pause;
import io.clozeline.events.Text;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Texts at a steady rate on a thread of their own, and which adapter answers them: the eye on the
 * moment at which a release takes effect.
 */
final class SteadyTexts implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final int IN_FLIGHT = 256;

  private final Conversation conversation;
  private final Thread thread;
  private volatile boolean stopping;
  private volatile RuntimeException fault;
  private Watch watch;
  private int annotated;
  private int refused;
  private int stale;

  /** For answers under an adapter to texts that were sent after a moment. */
  private static final class Watch {
    private final Predicate<Optional<String>> adapter;
    private final long after;
    private long seen;

    private Watch(Predicate<Optional<String>> adapter, long after) {
      this.adapter = adapter;
      this.after = after;
    }
  }

  /** Starts to send {@code texts}, over and over, {@code rate} of them a second. */
  SteadyTexts(ChainClient client, String task, List<String> texts, double rate) {
    conversation = new Conversation(client, IN_FLIGHT, this::answered);
    thread = new Thread(() -> send(task, new UnrepeatedTexts(texts), rate), "steady-texts");
    thread.start();
  }

  /** From now on it is watched for such an adapter; empty is the base model. */
  synchronized void watch(Predicate<Optional<String>> adapter) {
    watch = new Watch(adapter, System.nanoTime());
  }

  /**
   * Waits for the first answer under what is watched for.
   *
   * @return the time since then
   * @throws IllegalStateException when it does not come
   */
  synchronized Duration awaitWatched(Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (watch.seen == 0) {
      if (fault != null) {
        throw fault;
      }
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("no text was answered by the new adapter in " + limit);
      }
      wait(50);
    }
    return Duration.ofNanos(watch.seen - watch.after);
  }

  /** Texts that were annotated. */
  synchronized int annotated() {
    return annotated;
  }

  /** Texts that became dead letters. */
  synchronized int refused() {
    return refused;
  }

  /**
   * Texts that were answered by another adapter although they were sent after the first answer
   * under the one that was watched for.
   */
  synchronized int stale() {
    return stale;
  }

  @Override
  public void close() {
    stopping = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    conversation.close();
  }

  private void send(String task, UnrepeatedTexts texts, double rate) {
    String prefix = "steady-" + Long.toString(System.nanoTime(), 36) + "-";
    long started = System.nanoTime();
    try {
      for (int i = 0; !stopping; i++) {
        Pause.until(started + (long) (i * 1e9 / rate));
        conversation.send(new Text(prefix + i, task, texts.next(), null, null), PATIENCE);
      }
      conversation.awaitAll(PATIENCE);
    } catch (RuntimeException failed) {
      fault = failed;
    }
  }

  private synchronized void answered(Reply reply, Duration latency) {
    if (!(reply instanceof Reply.Annotated annotation)) {
      refused++;
      return;
    }
    annotated++;
    if (watch == null) {
      return;
    }
    long sent = annotation.nanos() - latency.toNanos();
    boolean right =
        watch.adapter.test(Optional.ofNullable(annotation.annotation().model().adapter()));
    if (right && watch.seen == 0 && sent > watch.after) {
      watch.seen = annotation.nanos();
      notifyAll();
    } else if (!right && watch.seen > 0 && sent > watch.seen) {
      stale++;
    }
  }
}

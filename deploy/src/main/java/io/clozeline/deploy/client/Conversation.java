package io.clozeline.deploy.client;

import io.clozeline.events.Text;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

/**
 * Sends texts and accounts for each: every one is answered once for each of its tasks, by an
 * annotation or a dead letter, or reported as unanswered. At most so many are on their way at a
 * time.
 */
public final class Conversation implements AutoCloseable {
  private final ChainClient client;
  private final Semaphore room;
  private final Map<String, Waiting> sent = new ConcurrentHashMap<>();
  private final AtomicLong lastReply = new AtomicLong(System.nanoTime());
  private final BiConsumer<Reply, Duration> listener;
  private final Subscription replies;
  private volatile Throwable fault;

  /** A text on its way, and how many answers it still gets. */
  private record Waiting(long nanos, int answers) {}

  /**
   * Starts to listen.
   *
   * @param inFlight how many texts may be unanswered at a time
   * @param listener gets each reply to a text of this conversation, with the time since it was sent
   */
  public Conversation(ChainClient client, int inFlight, BiConsumer<Reply, Duration> listener) {
    this.client = client;
    this.room = new Semaphore(inFlight);
    this.listener = listener;
    this.replies = client.listen(this::reply);
  }

  /**
   * Sends a text once there is room.
   *
   * @throws IllegalStateException when nothing was answered for {@code patience}
   */
  public void send(Text text, Duration patience) {
    try {
      while (!room.tryAcquire(100, TimeUnit.MILLISECONDS)) {
        requireLife(patience);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
    if (sent.isEmpty()) {
      lastReply.set(System.nanoTime());
    }
    sent.put(text.id(), new Waiting(System.nanoTime(), text.asked().size()));
    client.send(text).whenComplete((taken, failure) -> refusedByBroker(failure));
  }

  /**
   * Waits until every text has been answered.
   *
   * @throws IllegalStateException when nothing was answered for {@code patience}
   */
  public void awaitAll(Duration patience) {
    client.flush();
    try {
      while (!sent.isEmpty()) {
        TimeUnit.MILLISECONDS.sleep(5);
        requireLife(patience);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** How many texts have no answer yet. */
  public int unanswered() {
    return sent.size();
  }

  @Override
  public void close() {
    replies.close();
  }

  private void reply(Reply reply) {
    Waiting waiting = sent.get(reply.id());
    if (waiting == null) {
      return;
    }
    lastReply.set(System.nanoTime());
    long nanos =
        reply instanceof Reply.Annotated annotated
            ? annotated.nanos()
            : ((Reply.Refused) reply).nanos();
    int left = reply.ofAllTasks() ? 0 : waiting.answers() - 1;
    listener.accept(reply, Duration.ofNanos(nanos - waiting.nanos()));
    if (left > 0) {
      sent.put(reply.id(), new Waiting(waiting.nanos(), left));
    } else {
      sent.remove(reply.id());
      room.release();
    }
  }

  private void refusedByBroker(Throwable failure) {
    if (failure != null) {
      fault = failure;
    }
  }

  private void requireLife(Duration patience) {
    if (fault != null) {
      throw new IllegalStateException(
          "the broker did not take a text: " + fault.getMessage(), fault);
    }
    if (!sent.isEmpty() && System.nanoTime() - lastReply.get() > patience.toNanos()) {
      throw new IllegalStateException(
          sent.size()
              + " texts are unanswered and nothing has come for "
              + patience.toSeconds()
              + " s. See \"clozeline status\" and the logs.");
    }
  }
}

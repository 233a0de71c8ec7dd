package io.clozeline.deploy.feedback;

import io.clozeline.deploy.client.ChainClient;
import io.clozeline.deploy.client.Subscription;
import io.clozeline.events.Example;
import io.clozeline.events.Feedback;
import io.clozeline.events.error.DeadLetter;
import io.clozeline.events.topic.Topic;
import io.clozeline.events.topic.Topics;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Sends feedback and sees what becomes of it: an example, an erasure, or a dead letter. Of several
 * on one document and task the newest counts, and one outcome answers them all.
 */
public final class FeedbackRun implements AutoCloseable {
  private static final List<String> OUTCOMES =
      List.of(Topics.EXAMPLES.name(), Topics.FEEDBACK.deadLetters());

  private final ChainClient client;
  private final BiConsumer<String, DeadLetter> refusals;
  private final Subscription outcomes;
  private final Set<String> waiting = new HashSet<>();
  private int sent;
  private int refused;
  private long lastSign = System.nanoTime();
  private Throwable fault;

  /**
   * Starts to listen.
   *
   * @param refusals hears of each dead letter, with the document's id
   */
  public FeedbackRun(ChainClient client, BiConsumer<String, DeadLetter> refusals) {
    this.client = client;
    this.refusals = refusals;
    this.outcomes = client.tail(OUTCOMES, this::outcome);
  }

  /** Sends one; does not wait. */
  public void send(Feedback feedback) {
    synchronized (this) {
      waiting.add(Example.key(feedback.task(), feedback.id()));
      sent++;
    }
    client.send(feedback).whenComplete((taken, failure) -> refusedByBroker(failure));
  }

  /**
   * Waits until everything sent has its outcome.
   *
   * @throws IllegalStateException when there was none for {@code patience}
   */
  public synchronized void awaitAll(Duration patience) {
    lastSign = System.nanoTime();
    try {
      while (!waiting.isEmpty() && fault == null) {
        long silent = System.nanoTime() - lastSign;
        if (silent > patience.toNanos()) {
          throw new IllegalStateException(
              "Nothing was heard of "
                  + waiting.size()
                  + " labels for "
                  + patience.toSeconds()
                  + " s; they are in the stream. See \"clozeline status\" and the tokenizer's log.");
        }
        wait(200);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
    if (fault != null) {
      throw new IllegalStateException("the broker did not take a label: " + fault.getMessage());
    }
  }

  /** How many were taken so far. */
  public synchronized int taken() {
    return sent - refused - waiting.size();
  }

  public synchronized int refused() {
    return refused;
  }

  @Override
  public void close() {
    outcomes.close();
  }

  private synchronized void outcome(ConsumerRecord<byte[], byte[]> record) {
    String key = Topic.key(record.key());
    if (record.topic().equals(Topics.EXAMPLES.name())) {
      done(waiting.remove(key));
      return;
    }
    List<String> asked = waiting.stream().filter(w -> idOf(w).equals(key)).toList();
    if (!asked.isEmpty()) {
      refusals.accept(key, DeadLetter.of(record));
      refused++;
      done(waiting.remove(asked.get(0)));
    }
  }

  private void done(boolean ours) {
    if (ours) {
      lastSign = System.nanoTime();
      notifyAll();
    }
  }

  private synchronized void refusedByBroker(Throwable failure) {
    if (failure != null) {
      fault = failure;
      notifyAll();
    }
  }

  private static String idOf(String key) {
    return key.substring(key.indexOf('/') + 1);
  }
}

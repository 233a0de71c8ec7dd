package io.clozeline.deploy.soak;

import io.clozeline.deploy.client.ChainClient;
import io.clozeline.deploy.client.Latencies;
import io.clozeline.deploy.client.Reply;
import io.clozeline.deploy.client.Subscription;
import io.clozeline.deploy.client.UnrepeatedTexts;
import io.clozeline.deploy.launch.Pause;
import io.clozeline.events.Text;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Sends texts of one task and counts every committed answer to each. */
final class Ledger implements AutoCloseable {
  private final ChainClient client;
  private final String task;
  private final UnrepeatedTexts texts;
  private final String prefix;
  private final Subscription replies;
  private long[] sentAt = new long[1024];
  private byte[] answers = new byte[1024];
  private int sent;
  private int answered;
  private int refused;
  private int duplicated;
  private int notTaken;
  private Latencies latencies = new Latencies();

  /**
   * Starts to listen.
   *
   * @param prefix what the ids of its documents begin with, and no others
   */
  Ledger(ChainClient client, String task, String prefix, List<String> texts) {
    this.client = client;
    this.task = task;
    this.texts = new UnrepeatedTexts(texts);
    this.prefix = prefix;
    this.replies = client.listen(this::count);
  }

  /** Sends the next text; does not wait for its answer. */
  void send() {
    int number = next();
    client
        .send(new Text(prefix + number, task, texts.next(), null, null))
        .whenComplete((taken, failure) -> taken(failure));
  }

  synchronized int sent() {
    return sent;
  }

  /** Texts with an answer, be it an annotation or a dead letter. */
  synchronized int answered() {
    return answered;
  }

  synchronized int refused() {
    return refused;
  }

  /** Answers beyond the first. */
  synchronized int duplicated() {
    return duplicated;
  }

  /** Texts that the broker has not taken. */
  synchronized int notTaken() {
    return notTaken;
  }

  synchronized int waiting() {
    return sent - answered - notTaken;
  }

  /** Times from the send to the answer since this was asked last. */
  synchronized Latencies takeLatencies() {
    var taken = latencies;
    latencies = new Latencies();
    return taken;
  }

  /** Waits until every text has an answer; false when none came for {@code patience}. */
  boolean awaitAll(Duration patience) {
    client.flush();
    int before = -1;
    long lastSign = System.nanoTime();
    while (waiting() > 0) {
      if (answered() != before) {
        before = answered();
        lastSign = System.nanoTime();
      } else if (System.nanoTime() - lastSign > patience.toNanos()) {
        return false;
      }
      Pause.millis(20);
    }
    return true;
  }

  @Override
  public void close() {
    replies.close();
  }

  private synchronized int next() {
    if (sent == sentAt.length) {
      sentAt = Arrays.copyOf(sentAt, 2 * sent);
      answers = Arrays.copyOf(answers, 2 * sent);
    }
    sentAt[sent] = System.nanoTime();
    return sent++;
  }

  private synchronized void taken(Throwable failure) {
    if (failure != null) {
      notTaken++;
    }
  }

  private synchronized void count(Reply reply) {
    int number = number(reply.id());
    if (number < 0 || number >= sent) {
      return;
    }
    if (answers[number] == 0) {
      answered++;
      refused += reply instanceof Reply.Refused ? 1 : 0;
      latencies.add(Duration.ofNanos(System.nanoTime() - sentAt[number]));
      answers[number] = 1;
    } else {
      duplicated++;
    }
  }

  private int number(String id) {
    if (!id.startsWith(prefix)) {
      return -1;
    }
    try {
      return Integer.parseInt(id.substring(prefix.length()));
    } catch (NumberFormatException label) {
      return -1;
    }
  }
}

package io.clozeline.deploy.demo;

import io.clozeline.deploy.client.ChainClient;
import io.clozeline.deploy.client.Conversation;
import io.clozeline.deploy.client.Latencies;
import io.clozeline.deploy.client.Reply;
import io.clozeline.deploy.evaluate.LabelledSet;
import io.clozeline.deploy.evaluate.LabelledSet.Row;
import io.clozeline.events.Text;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Sentences through the chain once, and what was said of each. */
final class Pass {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  // Enough for full batches, and little enough that nothing waits long.
  private static final int IN_FLIGHT = 64;

  /** Hears of each sentence as it is answered, on one thread. */
  interface Listener {
    /** The reply to {@code row}, as the {@code count}th. */
    void answered(Row row, Reply reply, int count);
  }

  private final Map<String, Row> sent = new ConcurrentHashMap<>();
  private final Map<Row, String> labels = new ConcurrentHashMap<>();
  private final Latencies latencies = new Latencies();
  private int answered;
  private int deadLetters;
  private double seconds;

  private Pass() {}

  /**
   * Annotates {@code rows} under {@code task}.
   *
   * @param name of the pass, for the documents' ids
   * @throws IllegalStateException when the chain stops to answer
   */
  static Pass run(
      ChainClient client, String task, String name, LabelledSet rows, Listener listener) {
    var pass = new Pass();
    long started = System.nanoTime();
    try (var conversation =
        new Conversation(
            client, IN_FLIGHT, (reply, latency) -> pass.answered(reply, latency, listener))) {
      int number = 0;
      for (Row row : rows.rows()) {
        String id = task + "-" + name + "-" + ++number;
        pass.sent.put(id, row);
        conversation.send(new Text(id, task, row.text(), row.textB(), null), PATIENCE);
      }
      conversation.awaitAll(PATIENCE);
    }
    pass.seconds = (System.nanoTime() - started) / 1e9;
    return pass;
  }

  int texts() {
    return sent.size();
  }

  synchronized int annotations() {
    return answered - deadLetters;
  }

  synchronized int deadLetters() {
    return deadLetters;
  }

  double seconds() {
    return seconds;
  }

  Latencies latencies() {
    return latencies;
  }

  /** The share of {@code rows} whose label was told. */
  double accuracy(LabelledSet rows) {
    return rows.rows().stream()
        .mapToInt(row -> row.label().equals(labels.get(row)) ? 1 : 0)
        .average()
        .orElse(0);
  }

  private synchronized void answered(Reply reply, Duration latency, Listener listener) {
    Row row = sent.get(reply.id());
    latencies.add(latency);
    answered++;
    if (reply instanceof Reply.Annotated annotated) {
      String label = annotated.annotation().label();
      if (label != null) {
        labels.put(row, label);
      }
    } else {
      deadLetters++;
    }
    listener.answered(row, reply, answered);
  }
}

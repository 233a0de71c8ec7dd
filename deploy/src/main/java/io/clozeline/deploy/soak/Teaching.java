package io.clozeline.deploy.soak;

import io.clozeline.deploy.client.ChainClient;
import io.clozeline.deploy.client.Subscription;
import io.clozeline.deploy.evaluate.LabelledSet;
import io.clozeline.events.Feedback;
import io.clozeline.events.topic.Topic;
import io.clozeline.events.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Labels again and again, so that the trainer has no rest, and the releases that follow. */
final class Teaching implements AutoCloseable {
  /** What one burst brings; the task trains from so many new examples on. */
  static final int BURST = 16;

  private final ChainClient client;
  private final String task;
  private final List<LabelledSet.Row> rows;
  private final AtomicInteger releases = new AtomicInteger();
  private final Subscription watch;
  private int next;

  Teaching(ChainClient client, String task, LabelledSet reviews) {
    this.client = client;
    this.task = task;
    this.rows = reviews.rows();
    this.watch =
        client.tail(
            List.of(Topics.RELEASES.name()),
            record -> {
              if (task.equals(Topic.key(record.key())) && record.value() != null) {
                releases.incrementAndGet();
              }
            });
  }

  /** Sends the next labels; they come round again under the same ids. */
  void burst() {
    for (int i = 0; i < BURST; i++) {
      int row = next++ % rows.size();
      LabelledSet.Row review = rows.get(row);
      client.send(
          Feedback.label(id(task, row), task, review.label(), review.text(), review.textB()));
    }
  }

  /** Releases seen so far. */
  int releases() {
    return releases.get();
  }

  /** The ids of all labels that were sent. */
  List<String> ids() {
    List<String> ids = new ArrayList<>();
    for (int row = 0; row < Math.min(next, rows.size()); row++) {
      ids.add(id(task, row));
    }
    return ids;
  }

  @Override
  public void close() {
    watch.close();
  }

  private static String id(String task, int row) {
    return task + "-label-" + row;
  }
}

package io.clozeline.deploy.evaluate;

import io.clozeline.deploy.client.ChainClient;
import io.clozeline.deploy.client.Conversation;
import io.clozeline.deploy.client.Latencies;
import io.clozeline.deploy.client.Reply;
import io.clozeline.deploy.console.Console;
import io.clozeline.deploy.evaluate.LabelledSet.Row;
import io.clozeline.events.Feedback;
import io.clozeline.events.Release;
import io.clozeline.events.Text;
import io.clozeline.events.task.Learning;
import io.clozeline.events.task.TaskDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One run through a running chain: training rows in as feedback, the wait for the release that
 * learnt from all of them, evaluation rows in as texts, the answers scored. It works under a task
 * name of its own, so that nothing learnt before has a say.
 */
public final class Evaluation {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final int IN_FLIGHT = 512;

  /**
   * What a run found.
   *
   * @param trainExamples rows that it learnt from, 0 for none
   * @param trainSeconds from the first feedback to the release
   */
  public record Result(
      long texts,
      double accuracy,
      double macroF1,
      int deadLetters,
      int trainExamples,
      double trainSeconds,
      double textsPerSecond,
      double p50Millis,
      double p99Millis) {}

  private final ChainClient client;
  private final Console console;
  private final TaskDefinition task;

  /** Prepares a run of {@code definition} under the name {@code name}. */
  public Evaluation(ChainClient client, Console console, TaskDefinition definition, String name) {
    this.client = client;
    this.console = console;
    this.task = definition.named(name);
  }

  /**
   * Learns from {@code train}, which may be null, then scores {@code eval}; leaves no task and no
   * example behind.
   */
  public Result run(LabelledSet train, LabelledSet eval) {
    client.put(train == null ? task : startingAt(train.rows().size()));
    try {
      long started = System.nanoTime();
      if (train != null) {
        train(train);
      }
      double trainSeconds = train == null ? 0 : (System.nanoTime() - started) / 1e9;
      return score(eval, train == null ? 0 : train.rows().size(), trainSeconds);
    } finally {
      forget(train);
    }
  }

  private TaskDefinition startingAt(int examples) {
    var learning = task.learning();
    return task.learning(
        new Learning(
            learning.method(),
            learning.r(),
            learning.alpha(),
            learning.targets(),
            Math.max(2, Math.min(examples, learning.minExamples())),
            learning.steps(),
            learning.learningRate()));
  }

  private void train(LabelledSet train) {
    List<Row> rows = train.rows();
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      client.send(Feedback.label(trainId(i), task.name(), row.label(), row.text(), row.textB()));
    }
    client.flush();
    console.done("sent " + rows.size() + " labels");
    long started = System.nanoTime();
    Duration limit = Duration.ofSeconds(300 + rows.size());
    Release release =
        client
            .awaitRelease(
                task.name(),
                r -> r.digest() != null && r.examples() >= rows.size(),
                limit,
                () -> console.waiting("training, " + seconds(started) + " s"))
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "no release has learnt from all "
                            + rows.size()
                            + " labels after "
                            + limit.toSeconds()
                            + " s; the trainer's log says why"));
    console.done("live after " + seconds(started) + " s: " + release.reason());
  }

  private Result score(LabelledSet eval, int trainExamples, double trainSeconds) {
    var scores = new Scores(task.labels());
    var latencies = new Latencies();
    var deadLetters = new AtomicInteger();
    Map<String, String> gold = new ConcurrentHashMap<>();
    int total = eval.rows().size();
    long started = System.nanoTime();
    try (var conversation =
        new Conversation(
            client,
            IN_FLIGHT,
            (reply, latency) -> {
              latencies.add(latency);
              String label = null;
              if (reply instanceof Reply.Annotated annotated) {
                label = annotated.annotation().label();
              } else {
                deadLetters.incrementAndGet();
              }
              scores.add(gold.get(reply.id()), label);
              console.progress(
                  "scoring",
                  (double) scores.total() / total,
                  String.format("%d texts, accuracy %.3f", scores.total(), scores.accuracy()));
            })) {
      for (int i = 0; i < total; i++) {
        Row row = eval.rows().get(i);
        String id = task.name() + "-" + i;
        gold.put(id, row.label());
        conversation.send(new Text(id, task.name(), row.text(), row.textB(), null), PATIENCE);
      }
      conversation.awaitAll(PATIENCE);
    }
    double elapsed = (System.nanoTime() - started) / 1e9;
    return new Result(
        scores.total(),
        scores.accuracy(),
        scores.macroF1(),
        deadLetters.get(),
        trainExamples,
        trainSeconds,
        total / elapsed,
        latencies.millis(0.5),
        latencies.millis(0.99));
  }

  private void forget(LabelledSet train) {
    if (train != null) {
      for (int i = 0; i < train.rows().size(); i++) {
        client.send(new Feedback(trainId(i), task.name(), null, null, null, null, null, true));
      }
      client.flush();
    }
    client.removeTask(task.name());
  }

  private String trainId(int row) {
    return task.name() + "-train-" + row;
  }

  private static long seconds(long since) {
    return (System.nanoTime() - since) / 1_000_000_000;
  }
}

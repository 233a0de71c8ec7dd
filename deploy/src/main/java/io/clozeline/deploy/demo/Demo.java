package io.clozeline.deploy.demo;

import io.clozeline.deploy.client.ChainClient;
import io.clozeline.deploy.client.Latencies;
import io.clozeline.deploy.console.Console;
import io.clozeline.deploy.console.Table;
import io.clozeline.deploy.evaluate.LabelledSet;
import io.clozeline.deploy.feedback.Forgetting;
import io.clozeline.deploy.launch.ChainNote;
import io.clozeline.deploy.launch.ServiceInfo;
import io.clozeline.events.task.TaskDefinition;
import java.util.Locale;

/** The demonstration on a chain that runs: annotate, correct, annotate again. */
public final class Demo implements AutoCloseable {
  private final Console console;
  private final ServiceInfo services;
  private final ChainClient client;
  private final long startedMillis;
  private final Reviews reviews = Reviews.shipped();
  private final TaskDefinition task;
  private volatile double firstAnnotation;
  private boolean forgotten;

  /**
   * Connects.
   *
   * @param run a name that no other run has: lower-case letters and digits
   * @param startedMillis when the command was started, milliseconds since the epoch
   */
  public Demo(ChainNote chain, Console console, String run, long startedMillis) {
    this.console = console;
    this.startedMillis = startedMillis;
    this.services = new ServiceInfo(chain);
    this.client = ChainClient.connect(chain.kafka());
    this.task = DemoTask.of(run, reviews.shots().rows().size());
  }

  /** The task that it works under. */
  public String task() {
    return task.name();
  }

  /**
   * Runs to the end.
   *
   * @throws IllegalStateException when the chain stops to answer, or does not learn
   */
  public DemoReport run() {
    client.put(task);
    LabelledSet rest = reviews.rest();
    int shots = reviews.shots().rows().size();
    console.say("");
    console.say(
        reviews.all().rows().size() + " review sentences, not one label (✓ right, ✗ wrong):");
    Pass before = pass("before", reviews.all());
    console.say("");
    console.say("Now " + shots + " labels are fed back, and the trainer learns from them:");
    new Lesson(client, console, services, task.name()).teach(reviews.shots());
    console.say("");
    console.say("The other " + rest.rows().size() + " sentences once more:");
    Pass after = pass("after", rest);
    show(before, after, rest, shots);
    return report(before, after, rest);
  }

  /** Takes everything back that this and earlier runs have left; once. */
  public synchronized void forget() {
    if (!forgotten) {
      forgotten = true;
      Forgetting.of(client, task.name(), Lesson.ids(task.name(), reviews.shots()));
      DemoTask.forgetOld(client);
    }
  }

  @Override
  public void close() {
    client.close();
  }

  private Pass pass(String name, LabelledSet rows) {
    var view = new LiveView(console, rows.rows().size());
    return Pass.run(
        client,
        task.name(),
        name,
        rows,
        (row, reply, count) -> {
          if (firstAnnotation == 0) {
            firstAnnotation = (System.currentTimeMillis() - startedMillis) / 1e3;
          }
          view.answered(row, reply, count);
        });
  }

  private void show(Pass before, Pass after, LabelledSet rest, int shots) {
    var table = new Table("", "accuracy", "texts/s", "p50 ms", "p99 ms");
    table.row(cells("no label", before, rest));
    table.row(cells("after " + shots + " labels", after, rest));
    console.say("");
    table.lines().forEach(line -> console.say("  " + line));
    console.say("");
    console.say(
        "  Accuracy on the same "
            + rest.rows().size()
            + " sentences; latency from sending a sentence to reading its annotation,");
    console.say(
        String.format(
            Locale.ROOT,
            "  as fast as the chain takes them. First annotation %.1f s after the command.",
            firstAnnotation));
  }

  private static Object[] cells(String name, Pass pass, LabelledSet rest) {
    Latencies latencies = pass.latencies();
    return new Object[] {
      name,
      String.format(Locale.ROOT, "%.3f", pass.accuracy(rest)),
      String.format(Locale.ROOT, "%.1f", pass.texts() / pass.seconds()),
      Math.round(latencies.millis(0.5)),
      Math.round(latencies.millis(0.99))
    };
  }

  private DemoReport report(Pass before, Pass after, LabelledSet rest) {
    int texts = before.texts() + after.texts();
    return new DemoReport(
        texts,
        before.annotations() + after.annotations(),
        before.deadLetters() + after.deadLetters(),
        before.accuracy(rest),
        after.accuracy(rest),
        texts / (before.seconds() + after.seconds()),
        firstAnnotation);
  }
}

package io.clozeline.deploy.soak;

import io.clozeline.deploy.client.ChainClient;
import io.clozeline.deploy.client.Latencies;
import io.clozeline.deploy.console.Console;
import io.clozeline.deploy.demo.DemoTask;
import io.clozeline.deploy.evaluate.LabelledSet;
import io.clozeline.deploy.feedback.Forgetting;
import io.clozeline.deploy.launch.ChainNote;
import io.clozeline.deploy.launch.Pause;
import io.clozeline.events.task.TaskDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A running chain under a steady share of what it can do, while it learns all the time. */
public final class Soak {
  /**
   * What to do.
   *
   * @param run a name that no other run has
   * @param seconds how long; 0 for the flood alone
   * @param share of the saturation; with 1, texts come as fast as they are answered
   * @param saturationSeconds how long that is measured, after as long a warm-up
   * @param flood texts at once afterwards, 0 for none
   * @param floodChars how long those are, 0 for as they come
   * @param floodLimit how long their answers are waited for
   */
  public record Plan(
      String run,
      int seconds,
      double share,
      int saturationSeconds,
      int flood,
      int floodChars,
      Duration floodLimit) {
    public Plan {
      if (!(share > 0 && share <= 1)) {
        throw new IllegalArgumentException("the share is " + share + "; it goes from 0 to 1.");
      }
    }
  }

  private static final int WAITING = 1_024; // a poll for the encoder, and one for heads
  private static final int MARKS = 4;
  private static final Duration PERIOD = Duration.ofSeconds(5);
  private static final Duration LESSON = Duration.ofSeconds(10);
  private static final double MARK_SECONDS = 30;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LINGER = Duration.ofSeconds(2);

  private final ChainNote chain;
  private final Console console;
  private final Plan plan;

  public Soak(ChainNote chain, Console console, Plan plan) {
    this.chain = chain;
    this.console = console;
    this.plan = plan;
  }

  /** Runs the plan with these reviews as texts and as labels. */
  public SoakReport run(LabelledSet reviews) {
    TaskDefinition task = DemoTask.of(plan.run(), Teaching.BURST);
    List<String> texts = reviews.rows().stream().map(LabelledSet.Row::text).toList();
    try (var client = ChainClient.connect(chain.kafka());
        var teaching = new Teaching(client, task.name(), reviews)) {
      DemoTask.forgetOld(client);
      client.put(task);
      try (var ledger = new Ledger(client, task.name(), plan.run() + "-text-", texts)) {
        SoakReport report = soak(ledger, teaching);
        return plan.flood() == 0 ? report : report.with(flood(client, task.name(), texts));
      } finally {
        Forgetting.of(client, task.name(), teaching.ids());
      }
    }
  }

  private SoakReport soak(Ledger ledger, Teaching teaching) {
    double saturation = plan.seconds() == 0 ? 0 : saturate(ledger);
    ledger.takeLatencies();
    var samples = new Samples(chain);
    samples.take();
    double rate = plan.seconds() == 0 ? 0 : hold(ledger, teaching, samples, saturation);
    ledger.awaitAll(PATIENCE);
    Pause.millis(LINGER.toMillis());
    Latencies latencies = ledger.takeLatencies();
    List<SoakReport.Mark> marks = marks(samples);
    return new SoakReport(
        plan.seconds(),
        saturation,
        rate,
        ledger.sent(),
        ledger.answered() - ledger.refused(),
        ledger.refused(),
        ledger.waiting() + ledger.notTaken(),
        ledger.duplicated(),
        latencies.millis(0.5),
        latencies.millis(0.99),
        teaching.releases(),
        marks,
        SoakReport.growth(marks),
        null);
  }

  private double saturate(Ledger ledger) {
    keepFull(ledger, "warm-up");
    int before = ledger.answered();
    long begun = System.nanoTime();
    keepFull(ledger, "saturation");
    double saturation = (ledger.answered() - before) / ((System.nanoTime() - begun) / 1e9);
    if (!ledger.awaitAll(PATIENCE)) {
      throw new IllegalStateException(ledger.waiting() + " texts have had no answer.");
    }
    console.done(text("saturation %.1f texts/s", saturation));
    return Math.max(1, saturation);
  }

  private void keepFull(Ledger ledger, String what) {
    long begun = System.nanoTime();
    long end = begun + plan.saturationSeconds() * 1_000_000_000L;
    var load = Load.full(ledger, WAITING, end);
    while (System.nanoTime() < end) {
      console.progress(what, (System.nanoTime() - begun) / 1e9 / plan.saturationSeconds());
      Pause.millis(200);
    }
    load.await();
  }

  /** Gives the texts a second that were sent. */
  private double hold(Ledger ledger, Teaching teaching, Samples samples, double saturation) {
    int before = ledger.sent();
    long begun = System.nanoTime();
    long end = begun + plan.seconds() * 1_000_000_000L;
    var load =
        plan.share() == 1
            ? Load.full(ledger, WAITING, end)
            : Load.steady(ledger, saturation * plan.share(), end);
    long nextLesson = begun;
    int mark = 1;
    for (long next = begun; next <= end; next += Math.min(PERIOD.toNanos(), (end - begun) / 8)) {
      Pause.until(next);
      if (System.nanoTime() >= nextLesson) {
        teaching.burst();
        nextLesson += LESSON.toNanos();
      }
      var round = samples.take();
      String line = progress(round, ledger, teaching);
      console.progress("soak", round.seconds() / plan.seconds(), line);
      if (round.seconds() >= (double) mark * plan.seconds() / MARKS) {
        console.done(text("%.0f s: %s", round.seconds(), line));
        mark++;
      }
    }
    load.await();
    return (ledger.sent() - before) / ((System.nanoTime() - begun) / 1e9);
  }

  private static String progress(Samples.Round round, Ledger ledger, Teaching teaching) {
    var memory = new StringBuilder();
    round
        .processes()
        .forEach(
            (name, sample) ->
                memory.append(name).append(' ').append(sample.residentMegabytes()).append(' '));
    return memory
        + "MB, "
        + ledger.answered()
        + " of "
        + ledger.sent()
        + ", "
        + teaching.releases()
        + " releases";
  }

  private List<SoakReport.Mark> marks(Samples samples) {
    List<SoakReport.Mark> marks = new ArrayList<>();
    for (int i = 1; i <= MARKS && plan.seconds() > 0; i++) {
      double second = (double) i * plan.seconds() / MARKS;
      double away = Math.min(MARK_SECONDS, plan.seconds() / (2.0 * MARKS));
      Map<String, Sample> figures = samples.around(second, away);
      marks.add(new SoakReport.Mark((int) second, figures));
    }
    return marks;
  }

  private Flood.Outcome flood(ChainClient client, String task, List<String> texts) {
    List<String> flooding =
        plan.floodChars() == 0 ? texts : List.of(text(texts, plan.floodChars()));
    try (var ledger = new Ledger(client, task, plan.run() + "-flood-", flooding)) {
      return new Flood(chain, console).run(ledger, plan.flood(), plan.floodLimit());
    }
  }

  private static String text(List<String> texts, int chars) {
    var text = new StringBuilder();
    for (int i = 0; text.length() < chars; i++) {
      text.append(texts.get(i % texts.size())).append(' ');
    }
    return text.substring(0, chars);
  }

  private static String text(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}

package io.clozeline.deploy.chaos;

import io.clozeline.deploy.client.ShippedTasks;
import io.clozeline.deploy.console.Console;
import io.clozeline.deploy.evaluate.LabelledSet;
import io.clozeline.deploy.launch.Chain;
import io.clozeline.deploy.launch.ChainNote;
import io.clozeline.deploy.launch.ProcessControl;
import io.clozeline.deploy.launch.Service;
import io.clozeline.deploy.launch.ServiceInfo;
import io.clozeline.deploy.launch.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Starts a chain, lets texts flow through it, does to it what the plan says, and counts. */
public final class Chaos {
  /** The task that annotates the texts, and learns. */
  public static final String TASK = "sentiment";

  private static final Duration DRAIN = Duration.ofSeconds(90);

  private final Settings settings;
  private final ChaosPlan plan;
  private final Console console;

  public Chaos(Settings settings, ChaosPlan plan, Console console) {
    this.settings = settings;
    this.plan = plan;
    this.console = console;
  }

  /**
   * Runs the plan on {@code rows}, over and over when they are fewer than it asks for.
   *
   * @return whether nothing was lost, duplicated or out of order; the last line of the console is
   *     the count as JSON
   */
  public boolean run(List<LabelledSet.Row> rows) throws InterruptedException {
    var chain = new Chain(settings, console);
    ChainNote note = chain.up();
    try {
      ShippedTasks.publishMissing(note.bootstrap());
      archive(chain.control());
      ChaosReport report = run(note, chain.control(), rows);
      console.result(report.line());
      return report.sound();
    } finally {
      chain.down();
    }
  }

  private ChaosReport run(ChainNote note, ProcessControl control, List<LabelledSet.Row> rows)
      throws InterruptedException {
    long started = System.nanoTime();
    List<Fault> faults = Schedule.of(plan);
    List<ChaosReport.Recovery> recoveries = new ArrayList<>();
    try (var traffic = new Traffic(note.bootstrap(), plan, rows, TASK);
        var watch = new Watch(note.bootstrap())) {
      var infliction =
          new Infliction(settings, control, new ServiceInfo(note), watch, traffic, TASK);
      traffic.start();
      for (int i = 0; i < faults.size(); i++) {
        var fault = faults.get(i);
        traffic.await(fault.at());
        var millis = infliction.inflict(fault);
        millis.ifPresent(
            time -> {
              recoveries.add(new ChaosReport.Recovery(fault, time));
              console.done(fault + ": annotations again after " + time + " ms");
            });
        console.progress("faults", (i + 1.0) / faults.size());
      }
      traffic.finish();
      drain(watch, traffic.sent().texts().size());
      // Orderly, so that no transaction stays open: what is committed now is all there will be.
      for (Service service : Service.values()) {
        control.stop(service.text());
      }
      return report(note, traffic.sent(), recoveries, infliction, started);
    }
  }

  /** A process archives its classes when it first stops in order; a kill would never let it. */
  private void archive(ProcessControl control) {
    for (String process : plan.processes()) {
      if (!control.archived(process)) {
        console.progress("first stop and start of the " + process, 0);
        control.stop(process);
        control.start(process);
        control.awaitReady(process, DRAIN);
      }
    }
  }

  private ChaosReport report(
      ChainNote note,
      Sent sent,
      List<ChaosReport.Recovery> recoveries,
      Infliction infliction,
      long started) {
    var outcomes = new Outcomes(note.bootstrap());
    return new ChaosReport(
        plan.seed(),
        outcomes.texts(sent.texts()),
        outcomes.labels(TASK, sent.feedback()),
        sent.texts().size(),
        sent.feedback().size(),
        outcomes.releases(),
        infliction.trainingsKilled(),
        (System.nanoTime() - started) / 1e9,
        recoveries,
        infliction.skipped());
  }

  /** Waits until nothing comes any more: a good while when something is missing. */
  private void drain(Watch watch, int sent) throws InterruptedException {
    int good = sent - sent / Traffic.POISON_EVERY;
    int before = watch.count();
    long deadline = System.nanoTime() + DRAIN.toNanos();
    while (watch.count() < good && System.nanoTime() < deadline) {
      if (watch.count() > before) {
        before = watch.count();
        deadline = System.nanoTime() + DRAIN.toNanos();
      }
      console.waiting("waiting for the last annotations");
      Thread.sleep(100);
    }
    Thread.sleep(2_000); // a duplicate would come now
  }
}

package io.clozeline.deploy.command;

import io.clozeline.deploy.client.ShippedTasks;
import io.clozeline.deploy.console.Console;
import io.clozeline.deploy.demo.Demo;
import io.clozeline.deploy.demo.DemoReport;
import io.clozeline.deploy.launch.Chain;
import io.clozeline.deploy.launch.ChainNote;
import io.clozeline.deploy.launch.RunningProcess;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the whole of it. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "Starts everything, annotates 320 review sentences without a single label, feeds 32 labels"
            + " back, and annotates the rest again with what was learnt. Stays up until Ctrl-C. The"
            + " last line is JSON. Uses a Clozeline that is up already, and then leaves it up.",
    footer = {"", "Example:  clozeline demo --once"})
final class DemoCommand implements Callable<Integer> {
  @Mixin private LaunchOptions options;

  @Option(names = "--once", description = "Stops everything at the end, and exits.")
  private boolean once;

  @Override
  public Integer call() throws InterruptedException {
    var console = Console.standard();
    Optional<ChainNote> running = running();
    if (running.isPresent()) {
      options.requireAsSecureAs(running.get());
      console.say("Clozeline is up already: the demonstration runs on it.");
      try (var demo = demo(running.get(), console)) {
        finish(console, demo, demo::forget);
      }
      return 0;
    }
    var chain = new Chain(options.settings(), console);
    ChainNote note = chain.up();
    ShippedTasks.publishMissing(note.kafka());
    try (var demo = demo(note, console)) {
      chain.beforeStop(demo::forget);
      if (once) {
        finish(console, demo, chain::down);
      } else {
        stay(console, demo, note);
      }
    }
    return 0;
  }

  private void finish(Console console, Demo demo, Runnable end) {
    DemoReport report = demo.run();
    end.run();
    console.result(report.line());
  }

  private void stay(Console console, Demo demo, ChainNote note) throws InterruptedException {
    DemoReport report = demo.run();
    console.say("");
    console.say("Everything stays up until Ctrl-C. Meanwhile, in another terminal:");
    console.say("  echo 'Your own words.' | deploy/clozeline annotate --task " + demo.task());
    console.say("  deploy/clozeline status         Kafka: " + note.bootstrap());
    console.result(report.line());
    new CountDownLatch(1).await(); // Ctrl-C ends the program, and with it the chain
  }

  private Demo demo(ChainNote note, Console console) {
    return new Demo(note, console, RunId.fresh("run"), started());
  }

  private Optional<ChainNote> running() {
    return ChainNote.read(options.home().home())
        .filter(ChainNote::whole)
        .filter(note -> note.processes().stream().allMatch(RunningProcess::alive));
  }

  /** When the start script began; without it, when this process did. */
  private static long started() {
    return Long.getLong(
        "clozeline.started",
        ProcessHandle.current()
            .info()
            .startInstant()
            .map(java.time.Instant::toEpochMilli)
            .orElseGet(System::currentTimeMillis));
  }
}

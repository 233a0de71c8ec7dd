package io.clozeline.deploy.command;

import io.clozeline.deploy.console.Console;
import io.clozeline.deploy.soak.Soak;
import io.clozeline.deploy.soak.SoakReport;
import io.clozeline.deploy.soak.SoakTables;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows that nothing is lost and nothing grows. */
@Command(
    name = "soak",
    mixinStandardHelpOptions = true,
    description = {
      "Keeps the running chain at a share of what it can do, with labels and new releases all the"
          + " time, and shows at each quarter of the time the memory, threads and open files of each"
          + " process. With --flood, then sends so many texts at once and shows the peaks.",
      "The last line is JSON. Exit code 1 when a text was lost or answered twice, or when a process"
          + " grew by 5 %% or more after the first quarter."
    },
    footer = {
      "",
      "Examples:",
      "  clozeline soak --seconds 1200 --share 0.7",
      "  clozeline soak --seconds 0 --flood 200000"
    })
final class SoakCommand implements Callable<Integer> {
  @Mixin private HomeOptions home;

  @Mixin private LabelledOptions labelled;

  @Option(
      names = "--seconds",
      defaultValue = "1200",
      description = "How long (default: ${DEFAULT-VALUE}); 0 for the flood alone.")
  private int seconds;

  @Option(
      names = "--share",
      defaultValue = "0.7",
      description =
          "Share of the texts a second that the chain can do (default: ${DEFAULT-VALUE}); with 1,"
              + " they come as fast as they are answered.")
  private double share;

  @Option(
      names = "--saturation-seconds",
      defaultValue = "25",
      paramLabel = "SECONDS",
      description =
          "How long that is measured, after as long a warm-up (default: ${DEFAULT-VALUE}).")
  private int saturationSeconds;

  @Option(
      names = "--flood",
      defaultValue = "0",
      paramLabel = "TEXTS",
      description = "Afterwards, so many texts as fast as the broker takes them.")
  private int flood;

  @Option(
      names = "--flood-chars",
      defaultValue = "0",
      paramLabel = "COUNT",
      description = "How long the texts of the flood are (default: single sentences).")
  private int floodChars;

  @Option(
      names = "--flood-seconds",
      defaultValue = "3600",
      paramLabel = "SECONDS",
      description = "How long their answers are waited for (default: ${DEFAULT-VALUE}).")
  private int floodSeconds;

  @Override
  public Integer call() throws IOException {
    Checks.atLeast(0, seconds, "--seconds");
    Checks.atLeast(1, saturationSeconds, "--saturation-seconds");
    Checks.atLeast(0, flood, "--flood");
    Checks.atLeast(0, floodChars, "--flood-chars");
    Checks.atLeast(1, floodSeconds, "--flood-seconds");
    var plan =
        new Soak.Plan(
            RunId.fresh("soak"),
            seconds,
            share,
            saturationSeconds,
            flood,
            floodChars,
            Duration.ofSeconds(floodSeconds));
    var console = Console.standard();
    SoakReport report = new Soak(home.running(), console, plan).run(labelled.read());
    SoakTables.of(report).forEach(console::result);
    console.result(report.line());
    return report.complete() && report.flat() ? 0 : 1;
  }
}

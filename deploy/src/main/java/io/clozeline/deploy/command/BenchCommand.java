package io.clozeline.deploy.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.clozeline.deploy.bench.Bench;
import io.clozeline.deploy.console.Console;
import io.clozeline.deploy.console.Table;
import io.clozeline.deploy.evaluate.LabelledSet;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures the running chain. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = {
      "Measures the running chain on real texts: \"encoder\" the bare model in this process,"
          + " \"pipeline\" from the text in Kafka to its annotation, and by default both in turn,"
          + " round by round, with their ratio. Then the latency at a low rate, and the memory of"
          + " each process."
    },
    footer = {"", "Example:  clozeline bench --texts 2000 --rounds 3"})
final class BenchCommand implements Callable<Integer> {
  private enum What {
    ALL,
    ENCODER,
    PIPELINE
  }

  @Mixin private HomeOptions home;

  @Parameters(
      arity = "0..1",
      defaultValue = "ALL",
      description = "encoder, pipeline or all (default: all).")
  private What what;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "TSV with a column text (default: the review sentences of the demo).")
  private Path file;

  @Option(
      names = "--task",
      defaultValue = "sentiment",
      description = "The task that annotates them.")
  private String task;

  @Option(
      names = "--texts",
      defaultValue = "1500",
      description = "Texts of a round (default: ${DEFAULT-VALUE}).")
  private int texts;

  @Option(
      names = "--rounds",
      defaultValue = "3",
      description = "Rounds (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--rate",
      defaultValue = "5",
      description = "Texts a second for the latency (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--seconds",
      defaultValue = "60",
      description = "How long at that rate (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Override
  public Integer call() throws Exception {
    var console = Console.standard();
    var plan =
        new Bench.Plan(
            what != What.PIPELINE,
            what != What.ENCODER,
            texts,
            rounds,
            rate,
            what == What.ENCODER ? 0 : seconds,
            task);
    var report = new Bench(home.running(), console, plan).run(rows());
    console.result(table(report).toString());
    console.result(new ObjectMapper().writeValueAsString(report));
    return 0;
  }

  private List<String> rows() throws Exception {
    var set = file != null ? LabelledSet.read(file) : LabelledSet.shipped();
    return set.rows().stream().map(LabelledSet.Row::text).toList();
  }

  private static Table table(Bench.Report report) {
    var table =
        new Table("measured", "value")
            .row("bare encoder", text("%.1f texts/s", report.bareTextsPerSecond()))
            .row("bare encoder", text("%.0f tokens/s", report.bareTokensPerSecond()))
            .row("pipeline", text("%.1f texts/s", report.pipelineTextsPerSecond()))
            .row("pipeline / bare encoder", text("%.3f", report.ratio()))
            .row("padded tokens", text("%.1f %%", 100 * report.paddingShare()))
            .row(text("p50 at %.1f texts/s", report.rate()), text("%.0f ms", report.p50Millis()))
            .row(text("p99 at %.1f texts/s", report.rate()), text("%.0f ms", report.p99Millis()));
    report
        .residentMegabytes()
        .forEach((name, megabytes) -> table.row("memory of the " + name, megabytes + " MB"));
    return table;
  }

  private static String text(String pattern, double value) {
    return String.format(Locale.ROOT, pattern, value);
  }
}

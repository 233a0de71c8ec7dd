package io.clozeline.deploy.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.clozeline.bert.ModelDirectory;
import io.clozeline.bert.Precision;
import io.clozeline.bert.setup.Cache;
import io.clozeline.bert.setup.NativeSetup;
import io.clozeline.deploy.bench.AdapterBench;
import io.clozeline.deploy.bench.EncoderBench;
import io.clozeline.deploy.bench.LatencyBench;
import io.clozeline.deploy.bench.LearningBench;
import io.clozeline.deploy.bench.PipelineBench;
import io.clozeline.deploy.bench.ReleaseBench;
import io.clozeline.deploy.bench.TrainingBench;
import io.clozeline.deploy.client.ChainClient;
import io.clozeline.deploy.console.Console;
import io.clozeline.deploy.console.Table;
import io.clozeline.deploy.evaluate.LabelledSet;
import io.clozeline.events.task.TaskDefinition;
import java.nio.file.Path;
import java.util.ArrayList;
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
      "Measures the running chain on real texts. \"pipeline\", the default: the bare model in this"
          + " process and the chain, from the text in Kafka to its annotation, in turn, round by"
          + " round, with their ratio; then the latency at a low rate, and the memory of each"
          + " process. \"latency\": from a text to its annotation at several rates.",
      "\"encoder\": the model on TensorFlow and on oneDNN, in each precision that this machine has,"
          + " in this process, over real texts and over batches of several shapes; how near its"
          + " vectors are to those of fp32, and how many labels are the same. \"adapters\": the"
          + " encoder with 1 to 1,000 adapters in the mix.",
      "\"training\": training steps in this process, beside what matrix products reach."
          + " \"learning\": the latency at half of what the chain can do, without and beside a"
          + " training run, in turn. \"releases\": from the last label that a task waits for to the"
          + " first annotation under the new adapter, and from a release to the first annotation"
          + " under it."
    },
    footer = {"", "Example:  clozeline bench --texts 2000 --rounds 3"})
final class BenchCommand implements Callable<Integer> {
  private enum What {
    PIPELINE,
    LATENCY,
    ENCODER,
    ADAPTERS,
    TRAINING,
    LEARNING,
    RELEASES
  }

  @Mixin private HomeOptions home;

  @Parameters(
      arity = "0..1",
      defaultValue = "PIPELINE",
      description =
          "pipeline, latency, encoder, adapters, training, learning or releases (default:"
              + " pipeline).")
  private What what;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description =
          "TSV with the columns text and label (default: the review sentences of the demo).")
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
      description = "Of pipeline and releases: texts a second (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--seconds",
      defaultValue = "60",
      description = "How long at a rate, in each round (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--lessons",
      defaultValue = "5",
      description = "Of releases: how often a task learns (default: ${DEFAULT-VALUE}).")
  private int lessons;

  @Option(
      names = "--switches",
      defaultValue = "100",
      description = "Of releases: how often another goes live (default: ${DEFAULT-VALUE}).")
  private int switches;

  @Override
  public Integer call() throws Exception {
    var console = Console.standard();
    return switch (what) {
      case PIPELINE -> pipeline(console);
      case LATENCY -> latency(console);
      case ENCODER -> encoder(console);
      case ADAPTERS -> adapters(console);
      case TRAINING -> training(console);
      case LEARNING -> learning(console);
      case RELEASES -> releases(console);
    };
  }

  private int pipeline(Console console) throws Exception {
    var plan = new PipelineBench.Plan(texts, rounds, rate, seconds, task);
    var report = new PipelineBench(home.running(), console, plan).run(rows());
    return shown(console, table(report), report);
  }

  private int latency(Console console) throws Exception {
    var plan = new LatencyBench.Plan(task, rounds, seconds);
    LatencyBench.Report report = new LatencyBench(home.running(), console, plan).run(rows());
    var table = new Table("texts/s", "p50", "p99 of the worst round");
    for (LatencyBench.AtRate one : report.rates()) {
      table.row(
          text("%.0f", one.textsPerSecond()),
          text("%.0f ms", one.p50Millis()),
          text("%.0f ms", one.p99Millis()));
    }
    console.result(table.toString());
    console.result(text("bare encoder, one text at a time: %.1f ms", report.aloneMillis()));
    console.result(new ObjectMapper().writeValueAsString(report));
    return 0;
  }

  private int learning(Console console) throws Exception {
    var plan = new LearningBench.Plan(task, texts, rounds, seconds);
    var report = new LearningBench(home.running(), console, plan).run(rows());
    var table =
        new Table(text("at %.1f texts/s", report.rate()), "p50", "p99")
            .row(
                "without training",
                text("%.0f ms", report.p50Without()),
                text("%.0f ms", report.p99Without()))
            .row(
                text("beside %.2f steps/s", report.steps()),
                text("%.0f ms", report.p50With()),
                text("%.0f ms", report.p99With()));
    console.result(table.toString());
    console.result(text("p99 beside training / without: %.2f", report.ratio()));
    console.result(new ObjectMapper().writeValueAsString(report));
    return 0;
  }

  private int releases(Console console) throws Exception {
    try (var client = ChainClient.connect(home.running().kafka())) {
      TaskDefinition shipped = client.tasks().get(task);
      var plan = new ReleaseBench.Plan(lessons, switches, rate);
      ReleaseBench.Report report = new ReleaseBench(client, console, plan).run(shipped);
      var table =
          new Table("from … to the first annotation", "times", "p50", "p99", "most")
              .row(cells("label " + report.labels() + " …", report.lesson()))
              .row(cells("of that the training run", report.training()))
              .row(cells("of that the rest", report.rest()))
              .row(cells("a release …", report.release()));
      console.result(table.toString());
      console.result(
          report.texts()
              + " texts annotated meanwhile, "
              + report.refused()
              + " refused, "
              + report.stale()
              + " answered by another adapter than the one before them");
      console.result(new ObjectMapper().writeValueAsString(report));
      return report.refused() + report.stale() == 0 ? 0 : 1;
    }
  }

  private static Object[] cells(String what, ReleaseBench.Quantiles of) {
    return new Object[] {
      what,
      of.count(),
      text("%.0f ms", of.p50()),
      text("%.0f ms", of.p99()),
      text("%.0f ms", of.most())
    };
  }

  private int training(Console console) throws Exception {
    NativeSetup.use(NativeSetup.prepare(Cache.standard(), console::progress));
    var model = ModelDirectory.open(Path.of(home.running().modelDirectory()));
    var bench = new TrainingBench(model, Runtime.getRuntime().availableProcessors(), console);
    var table = new Table("precision", "step", "examples/s", "GFLOP/s", "matrix products", "share");
    List<TrainingBench.Measurement> all = new ArrayList<>();
    for (Precision precision : Precision.OF_TENSORFLOW) {
      TrainingBench.Measurement one = bench.measure(precision);
      all.add(one);
      table.row(
          one.precision(),
          text("%.0f ms", one.stepMillis()),
          text("%.1f", one.examplesPerSecond()),
          text("%.0f", one.gigaflops()),
          text("%.0f", one.peak()),
          text("%.0f %%", 100 * one.share()));
    }
    return shown(console, table, all);
  }

  private int encoder(Console console) throws Exception {
    var plan = new EncoderBench.Plan(texts, rounds, task);
    var all = new EncoderBench(home.running(), console, plan).run(rows());
    var table =
        new Table(
            "encoder",
            "tokens/s",
            "slowest, fastest round",
            "padding",
            "of products alone",
            "cosine to fp32",
            "least",
            "same label");
    for (EncoderBench.Measurement one : all) {
      table.row(
          one.engine() + " " + one.precision(),
          text("%.0f", one.tokensPerSecond()),
          text("%.0f, ", one.slowest()) + text("%.0f", one.fastest()),
          text("%.1f %%", 100 * one.paddingShare()),
          text("%.0f %%", 100 * one.productShare()),
          text("%.4f", one.cosine()),
          text("%.4f", one.leastCosine()),
          one.sameLabel() == null ? "" : text("%.2f %%", 100 * one.sameLabel()));
    }
    console.result(table.toString());
    return shown(console, shapes(all), all);
  }

  private static Table shapes(List<EncoderBench.Measurement> all) {
    List<String> heads = new ArrayList<>(List.of("texts × tokens"));
    all.forEach(one -> heads.add(one.engine() + " " + one.precision()));
    var table = new Table(heads.toArray(String[]::new));
    for (int i = 0; i < all.get(0).shapes().size(); i++) {
      List<Object> cells = new ArrayList<>(List.of(all.get(0).shapes().get(i).shape()));
      for (EncoderBench.Measurement one : all) {
        EncoderBench.ShapeSpeed speed = one.shapes().get(i);
        cells.add(text("%.1f ms", speed.millis()) + text(", %.0f/s", speed.tokensPerSecond()));
      }
      table.row(cells.toArray());
    }
    return table;
  }

  private int adapters(Console console) throws Exception {
    var plan = new AdapterBench.Plan(texts, rounds, task);
    var all = new AdapterBench(home.running(), console, plan).run(rows());
    var table = new Table("adapters in the mix", "tokens/s", "slowest, fastest round", "to one");
    for (AdapterBench.Measurement one : all) {
      table.row(
          one.adapters() == 0 ? "none" : Integer.toString(one.adapters()),
          text("%.0f", one.tokensPerSecond()),
          text("%.0f, ", one.slowest()) + text("%.0f", one.fastest()),
          text("%.3f", one.ratio()));
    }
    return shown(console, table, all);
  }

  private static int shown(Console console, Table table, Object report) throws Exception {
    console.result(table.toString());
    console.result(new ObjectMapper().writeValueAsString(report));
    return 0;
  }

  private List<String> rows() throws Exception {
    var set = file != null ? LabelledSet.read(file) : LabelledSet.shipped();
    return set.rows().stream().map(LabelledSet.Row::text).toList();
  }

  private static Table table(PipelineBench.Report report) {
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

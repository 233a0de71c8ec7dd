package io.clozeline.deploy.command;

import io.clozeline.deploy.client.ChainClient;
import io.clozeline.deploy.console.Console;
import io.clozeline.deploy.evaluate.Rows;
import io.clozeline.deploy.evaluate.data.ItemFile;
import io.clozeline.deploy.evaluate.data.ItemSet;
import io.clozeline.deploy.evaluate.data.Where;
import io.clozeline.deploy.launch.ServiceInfo;
import io.clozeline.deploy.simulate.Chart;
import io.clozeline.deploy.simulate.Course;
import io.clozeline.deploy.simulate.Detour;
import io.clozeline.deploy.simulate.LiveStream;
import io.clozeline.deploy.simulate.Noise;
import io.clozeline.deploy.simulate.Plan;
import io.clozeline.deploy.simulate.Policy;
import io.clozeline.deploy.simulate.Report;
import io.clozeline.deploy.simulate.Scenario;
import io.clozeline.deploy.simulate.Simulation;
import io.clozeline.deploy.task.Presets;
import io.clozeline.events.task.ReviewStrategy;
import io.clozeline.events.task.Reviews;
import io.clozeline.events.task.TaskDefinition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Replays a labelled set as a live stream. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description = {
      "Replays a labelled data set through the running chain as if it were a live stream: texts in"
          + " random order, labels for some of them, later. Shows how right the answers were over"
          + " time under each policy: never learning, learning with every adapter going live"
          + " (always), with only better ones going live (gated), and a batch job that retrains at"
          + " the same texts (offline).",
      "The stream stands still while the trainer learns, so that the figures do not depend on the"
          + " machine's speed; with --live it goes on."
    },
    footer = {
      "",
      "Examples:",
      "  clozeline simulate --task sst-2 --stream sst2_train.tsv.gz --texts 3000 --plot sst2.png",
      "  clozeline simulate --task sst-2 --stream sst2_train.tsv.gz --noise 0.2@1000-1500",
      "  clozeline simulate --task sst-2 --stream sst2_train.tsv.gz --drift tweets.tsv@1000-2000",
      "  clozeline simulate --task ag-news --stream ag.tsv.gz --policies always --rate 20 \\",
      "      --labelled 0.03 --ask margin --eval ag_test.tsv.gz --eval-sample 1000"
    })
final class SimulateCommand implements Callable<Integer> {
  private static final double HOUR_SECONDS = 3_600;

  @Mixin private HomeOptions home;
  @Mixin private EvaluateLearning learning;

  @Option(
      names = "--task",
      required = true,
      paramLabel = "FILE|PRESET",
      description = "The task definition. It runs under names of its own.")
  private String task;

  @Option(
      names = "--stream",
      required = true,
      paramLabel = "FILE",
      description = "The labelled rows, as for evaluate.")
  private Path stream;

  @Option(
      names = "--texts",
      paramLabel = "N",
      defaultValue = "3000",
      description = "How many of them (default: ${DEFAULT-VALUE}).")
  private int texts;

  @Option(
      names = "--labelled",
      paramLabel = "SHARE",
      defaultValue = "0.3",
      description = "The share that gets a label (default: ${DEFAULT-VALUE}).")
  private double labelled;

  @Option(
      names = "--delay",
      paramLabel = "N",
      defaultValue = "100",
      description = "A label comes N texts after its text (default: ${DEFAULT-VALUE}).")
  private int delay;

  @Option(
      names = "--noise",
      paramLabel = "SHARE@A-B",
      description = "That share of the labels is wrong from text A to before text B. Repeatable.")
  private List<String> noise = List.of();

  @Option(
      names = "--drift",
      paramLabel = "FILE@A-B",
      description = "Texts A to before B are from another file. Repeatable.")
  private List<String> drift = List.of();

  @Option(
      names = "--ask",
      paramLabel = "STRATEGY",
      description =
          "Labels only the texts that the chain asks about, by margin, entropy or random: the share"
              + " of --labelled at the pace of --rate, which this needs.")
  private String ask;

  @Option(
      names = "--policies",
      split = ",",
      paramLabel = "POLICY",
      defaultValue = "never,always,gated,offline",
      description = "What to compare (default: ${DEFAULT-VALUE}).")
  private List<Policy> policies;

  @Option(
      names = "--min-examples",
      paramLabel = "N",
      description = "New labels that start a training run (default: as the task says).")
  private Integer minExamples;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "0",
      description = "Texts a second (default: as fast as they are answered).")
  private double rate;

  @Option(names = "--live", description = "Does not wait while the trainer learns.")
  private boolean live;

  @Option(
      names = "--eval",
      paramLabel = "FILE",
      description = "Rows that are scored when the stream is over.")
  private Path eval;

  @Option(
      names = "--eval-sample",
      paramLabel = "N",
      description = "Scores N of them, always the same ones.")
  private Integer evalSample;

  @Option(
      names = "--eval-each",
      description = "Scores them each time that something has been learnt, too.")
  private boolean evalEach;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Draws rows, their order and their labels (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--window",
      paramLabel = "N",
      defaultValue = "500",
      description = "Texts that a figure is the mean of (default: ${DEFAULT-VALUE}).")
  private int window;

  @Option(names = "--plot", paramLabel = "FILE", description = "Draws it, as PNG.")
  private Path plot;

  @Override
  public Integer call() throws Exception {
    var console = Console.standard();
    var chain = home.running();
    TaskDefinition definition = definition();
    var scenario =
        new Scenario(
            texts,
            labelled,
            delay,
            noise.stream().map(Noise::of).toList(),
            drift.stream().map(Detour::of).toList(),
            seed);
    LiveStream made = LiveStream.of(scenario, definition, read(stream), detours(scenario));
    ItemSet exam = eval == null ? null : exam();
    var plan = new Plan(policies, rate, live, exam, evalEach);
    try (var client = ChainClient.connect(chain.kafka())) {
      var simulation = new Simulation(client, new ServiceInfo(chain), console);
      List<Course> courses = simulation.run(definition, made, plan);
      var report = new Report(task, stream.toString(), scenario, courses, window);
      report.events().forEach(console::result);
      console.result(report.table());
      report.verdict().ifPresent(console::result);
      console.result(report.json());
      draw(console, courses);
      return courses.stream().allMatch(course -> course.refusals() == 0) ? 0 : 1;
    }
  }

  private TaskDefinition definition() {
    TaskDefinition asked = learning.overrides().minExamples(minExamples).on(read());
    TaskDefinition named = asked.named(RunId.fresh("sim-" + asked.name()));
    if (ask == null) {
      return named.review(null);
    }
    if (rate <= 0) {
      throw new IllegalArgumentException("--ask needs --rate: how many labels an hour that is");
    }
    int perHour = (int) Math.max(1, Math.round(labelled * rate * HOUR_SECONDS));
    return named.review(new Reviews(perHour, strategy(), null));
  }

  private TaskDefinition read() {
    return Presets.fileOrName(task);
  }

  private ReviewStrategy strategy() {
    for (ReviewStrategy strategy : ReviewStrategy.values()) {
      if (strategy.text().equals(ask)) {
        return strategy;
      }
    }
    throw new IllegalArgumentException("--ask is margin, entropy or random, not " + ask);
  }

  private static Map<Detour, ItemSet> detours(Scenario scenario) throws IOException {
    Map<Detour, ItemSet> rows = new HashMap<>();
    for (Detour detour : scenario.detours()) {
      rows.put(detour, read(detour.file()));
    }
    return rows;
  }

  private static ItemSet read(Path file) throws IOException {
    return ItemFile.read(file, Where.ALL);
  }

  private ItemSet exam() throws IOException {
    return new Rows(eval.toString()).atMost(evalSample).read(Path.of(""), seed);
  }

  private void draw(Console console, List<Course> courses) throws IOException {
    if (plot != null) {
      Chart.write(plot, task + ", " + texts + " texts of " + stream.getFileName(), courses, window);
      console.done("drawn in " + plot);
    }
  }
}

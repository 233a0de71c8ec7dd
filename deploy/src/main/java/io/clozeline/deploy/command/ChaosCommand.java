package io.clozeline.deploy.command;

import io.clozeline.bert.setup.Cache;
import io.clozeline.bert.setup.ModelName;
import io.clozeline.deploy.chaos.Chaos;
import io.clozeline.deploy.chaos.ChaosPlan;
import io.clozeline.deploy.chaos.Fault;
import io.clozeline.deploy.console.Console;
import io.clozeline.deploy.launch.Home;
import io.clozeline.deploy.launch.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows that nothing is lost. */
@Command(
    name = "chaos",
    mixinStandardHelpOptions = true,
    description = {
      "Starts a chain of its own, sends texts whose keys repeat, and meanwhile kills the broker and"
          + " the services with kill -9, in turn and at random places; feeds labels back, so that"
          + " the trainer is killed while it trains. Also stops and starts a service, lets a second"
          + " encoder join and leave, keeps the broker away for 30 s, and fills the disk of a state"
          + " folder. Then counts what a reader sees that reads committed: every text must be"
          + " annotated or a dead letter, once, in order per key.",
      "The last line is JSON; the exit code is 0 when nothing was lost, duplicated or reordered."
    },
    footer = {"", "Example:  clozeline chaos --texts 5000 --kills 20 --seed 1"})
final class ChaosCommand implements Callable<Integer> {
  private static final int PARTITIONS = 4;

  @Mixin private LabelledOptions labelled;

  @Option(
      names = "--texts",
      defaultValue = "5000",
      description =
          "Texts to send at least; they flow until the last fault is over (default: ${DEFAULT-VALUE}).")
  private int texts;

  @Option(
      names = "--kills",
      defaultValue = "20",
      description = "Kills, spread over the texts (default: ${DEFAULT-VALUE}).")
  private int kills;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Draws the schedule (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--rate",
      defaultValue = "25",
      description = "Texts a second (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--keys",
      defaultValue = "250",
      description = "Document ids that take turns (default: ${DEFAULT-VALUE}).")
  private int keys;

  @Option(
      names = "--faults",
      split = ",",
      paramLabel = "KIND",
      description =
          "Besides the kills, one of each: restart, rebalance, away, full-disk (default: all); none for kills only.")
  private List<String> faults;

  @Option(
      names = "--processes",
      split = ",",
      paramLabel = "PROCESS",
      description = "Which are killed, in turn (default: all five).")
  private List<String> processes = ChaosPlan.PROCESSES;

  @Option(
      names = "--home",
      paramLabel = "FOLDER",
      description =
          "An empty folder for data and logs (default: a temporary one, kept when the count is"
              + " wrong).")
  private Path home;

  @Option(
      names = "--kafka-port",
      defaultValue = "29092",
      description = "The broker's port, and the next one (default: ${DEFAULT-VALUE}).")
  private int kafkaPort;

  @Option(
      names = "--http-port",
      defaultValue = "28081",
      description = "The first of five ports of services (default: ${DEFAULT-VALUE}).")
  private int httpPort;

  @Override
  public Integer call() throws Exception {
    Checks.atLeast(1, texts, "--texts");
    Checks.atLeast(0, kills, "--kills");
    Checks.atLeast(1, keys, "--keys");
    var plan = new ChaosPlan(texts, kills, processes, kinds(), seed, rate, keys);
    Path folder = home != null ? home : Files.createTempDirectory("clozeline-chaos");
    var console = Console.standard();
    boolean sound = new Chaos(settings(folder), plan, console).run(labelled.read().rows());
    if (sound && home == null) {
      delete(folder);
    } else {
      console.say("Logs and data are in " + folder);
    }
    return sound ? 0 : 1;
  }

  private Settings settings(Path folder) {
    return new Settings(
        HomeOptions.project(),
        new Home(folder),
        Cache.standard().root(),
        ModelName.BERT_BASE_UNCASED,
        null,
        PARTITIONS,
        kafkaPort,
        httpPort);
  }

  private Set<Fault.Kind> kinds() {
    var kinds = EnumSet.noneOf(Fault.Kind.class);
    if (faults == null) {
      kinds.addAll(EnumSet.complementOf(EnumSet.of(Fault.Kind.KILL)));
    } else if (!faults.equals(List.of("none"))) {
      faults.forEach(word -> kinds.add(Fault.Kind.of(word)));
    }
    return kinds;
  }

  private static void delete(Path folder) throws IOException {
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}

package io.clozeline.deploy.command;

import io.clozeline.bert.ModelDirectory;
import io.clozeline.deploy.client.ChainClient;
import io.clozeline.deploy.client.TopicScan;
import io.clozeline.deploy.console.Console;
import io.clozeline.deploy.console.Table;
import io.clozeline.deploy.launch.ChainNote;
import io.clozeline.deploy.release.AdapterFolders;
import io.clozeline.deploy.release.ReleaseChange;
import io.clozeline.events.Control;
import io.clozeline.events.Decision;
import io.clozeline.events.Evaluation;
import io.clozeline.events.Release;
import io.clozeline.events.task.TaskDefinition;
import io.clozeline.events.topic.Topic;
import io.clozeline.events.topic.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows and changes what is live. */
@Command(
    name = "releases",
    mixinStandardHelpOptions = true,
    description = "Shows which adapters are live and why, goes back, and steers the learning.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ReleasesCommand.ListReleases.class,
      ReleasesCommand.History.class,
      ReleasesCommand.Rollback.class,
      ReleasesCommand.Promote.class,
      ReleasesCommand.Shadow.class,
      ReleasesCommand.Export.class,
      ReleasesCommand.Import.class,
      ReleasesCommand.Train.class,
      ReleasesCommand.Freeze.class,
      ReleasesCommand.Unfreeze.class
    },
    footer = {"", "Example:  clozeline releases rollback sentiment"})
final class ReleasesCommand implements Callable<Integer> {
  @Mixin private HomeOptions options;

  @Override
  public Integer call() {
    return list(options);
  }

  /** One line a task. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists the live release of each task, and how right its answers have been.",
      footer = {"", "Example:  clozeline releases list"})
  static final class ListReleases implements Callable<Integer> {
    @Mixin private HomeOptions options;

    @Override
    public Integer call() {
      return list(options);
    }
  }

  /** What all those that change one task have. */
  abstract static class OfTask implements Callable<Integer> {
    @Mixin private HomeOptions options;

    @Parameters(paramLabel = "TASK", description = "The task.")
    private String task;

    @Option(names = "--reason", description = "One sentence for those who read it later.")
    private String reason;

    abstract String change(ChainClient client, TopicScan scan, String task, String reason);

    @Override
    public Integer call() {
      Map<String, Object> kafka = options.running().kafka();
      try (var client = ChainClient.connect(kafka)) {
        Checks.taskExists(task, client.tasks().keySet());
        Console.standard().say(change(client, new TopicScan(kafka), task, reason));
      }
      return 0;
    }
  }

  /** Goes back. */
  @Command(
      name = "rollback",
      mixinStandardHelpOptions = true,
      description =
          "Makes the adapter live again that was live before, for texts from now on. Nothing is"
              + " restarted; the trainer goes on with new examples only.",
      footer = {"", "Example:  clozeline releases rollback sentiment --reason 'Worse on irony.'"})
  static final class Rollback extends OfTask {
    @Override
    String change(ChainClient client, TopicScan scan, String task, String reason) {
      String why = reason == null ? "Rolled back by hand." : reason;
      return said(new ReleaseChange(client, scan, Clock.systemUTC()).back(task, why));
    }
  }

  /** Chooses one. */
  @Command(
      name = "promote",
      mixinStandardHelpOptions = true,
      description = "Makes one of the task's adapters live, or the base model.",
      footer = {
        "",
        "Examples:",
        "  clozeline releases promote sentiment --adapter 3f2a91",
        "  clozeline releases promote sentiment --adapter base"
      })
  static final class Promote extends OfTask {
    @Option(
        names = "--adapter",
        required = true,
        paramLabel = "DIGEST",
        description = "The first digits of its digest, or base.")
    private String adapter;

    @Override
    String change(ChainClient client, TopicScan scan, String task, String reason) {
      String why = reason == null ? "Promoted by hand." : reason;
      return said(new ReleaseChange(client, scan, Clock.systemUTC()).to(task, adapter, why));
    }
  }

  /** Lets one ride along. */
  @Command(
      name = "shadow",
      mixinStandardHelpOptions = true,
      description =
          "Lets one of the task's adapters ride along: it sees a share of the texts, too, beside the"
              + " live one. What it says is on the topic shadows and is never served. Once people have"
              + " labelled 40 of those texts the trainer makes it live if it is not worse, or sends it"
              + " away. A task does so by itself with \"learning\": {\"shadow\": 0.2}.",
      footer = {
        "",
        "Examples:",
        "  clozeline releases shadow sentiment --adapter 3f2a91 --share 0.2",
        "  clozeline releases shadow sentiment --stop"
      })
  static final class Shadow extends OfTask {
    @ArgGroup(multiplicity = "1")
    private Which which;

    @Option(
        names = "--share",
        paramLabel = "SHARE",
        defaultValue = "0.2",
        description = "Of the documents, above 0 and up to 1 (default: ${DEFAULT-VALUE}).")
    private double share;

    /** One to start, or the one to stop. */
    private static final class Which {
      @Option(
          names = "--adapter",
          required = true,
          paramLabel = "DIGEST",
          description = "The first digits of its digest.")
      private String adapter;

      @Option(names = "--stop", required = true, description = "Sends the one away that rides.")
      private boolean stop;
    }

    @Override
    String change(ChainClient client, TopicScan scan, String task, String reason) {
      var change = new ReleaseChange(client, scan, Clock.systemUTC());
      if (which.stop) {
        change.unchallenge(task, reason == null ? "Stopped by hand." : reason);
        return "No adapter rides along for " + task + " any more.";
      }
      String why = reason == null ? "Rode along by hand." : reason;
      Release live = change.challenge(task, which.adapter, share, why);
      return String.format(
          Locale.ROOT,
          "Riding along on %.0f %% of the texts of %s: %s",
          100 * share,
          task,
          adapter(live.challenger().release().digest()));
    }
  }

  /** Takes one out. */
  @Command(
      name = "export",
      mixinStandardHelpOptions = true,
      description =
          "Writes an adapter as a folder that Hugging Face PEFT reads: adapter_config.json and"
              + " adapter_model.safetensors. Of lora, ia3, prefix and soft-prompt; a linear head is"
              + " one of BertForTokenClassification.",
      footer = {"", "Example:  clozeline releases export sentiment --out adapter"})
  static final class Export implements Callable<Integer> {
    @Mixin private HomeOptions options;

    @Parameters(paramLabel = "TASK", description = "The task.")
    private String task;

    @Option(
        names = "--adapter",
        paramLabel = "DIGEST",
        description = "The first digits of its digest (default: the live one).")
    private String adapter;

    @Option(names = "--out", required = true, paramLabel = "FOLDER", description = "Where to.")
    private Path out;

    @Override
    public Integer call() throws IOException {
      ChainNote chain = options.running();
      try (var client = ChainClient.connect(chain.kafka())) {
        String digest = folders(client, chain).write(task, adapter, out);
        Console.standard().say("The adapter " + adapter(digest) + " is in " + out);
      }
      return 0;
    }
  }

  /** Brings one in. */
  @Command(
      name = "import",
      mixinStandardHelpOptions = true,
      description =
          "Makes an adapter of a Hugging Face PEFT folder live: LORA, IA3, PREFIX_TUNING or"
              + " PROMPT_TUNING of the chain's base model, with a classifier of a TOKEN_CLS model"
              + " among modules_to_save where the task has no prompt.",
      footer = {"", "Example:  clozeline releases import sentiment adapter"})
  static final class Import implements Callable<Integer> {
    @Mixin private HomeOptions options;

    @Parameters(index = "0", paramLabel = "TASK", description = "The task.")
    private String task;

    @Parameters(index = "1", paramLabel = "FOLDER", description = "The folder.")
    private Path folder;

    @Option(names = "--reason", description = "One sentence for those who read it later.")
    private String reason;

    @Override
    public Integer call() throws IOException {
      ChainNote chain = options.running();
      try (var client = ChainClient.connect(chain.kafka())) {
        Map<String, TaskDefinition> tasks = client.tasks();
        Checks.taskExists(task, tasks.keySet());
        String why = reason == null ? "Imported from " + folder.getFileName() + "." : reason;
        String digest = folders(client, chain).read(tasks.get(task), folder, why);
        Console.standard().say("Live for " + task + " from now on: " + adapter(digest));
      }
      return 0;
    }
  }

  private static AdapterFolders folders(ChainClient client, ChainNote chain) {
    var base = ModelDirectory.open(Path.of(chain.modelDirectory())).info();
    return new AdapterFolders(client, new TopicScan(chain.kafka()), base, Clock.systemUTC());
  }

  /** Asks for a run. */
  @Command(
      name = "train",
      mixinStandardHelpOptions = true,
      description = "Asks the trainer for a run now, however few examples are new.",
      footer = {"", "Example:  clozeline releases train sentiment"})
  static final class Train extends OfTask {
    @Override
    String change(ChainClient client, TopicScan scan, String task, String reason) {
      Instant now = Instant.now();
      client.put(new Control(task, null, now, reason, now));
      return "The trainer is asked to train " + task;
    }
  }

  /** Forbids learning. */
  @Command(
      name = "freeze",
      mixinStandardHelpOptions = true,
      description = "Stops the learning of a task: its live release stays until it is unfrozen.",
      footer = {"", "Example:  clozeline releases freeze sentiment --reason 'Audit.'"})
  static final class Freeze extends OfTask {
    @Override
    String change(ChainClient client, TopicScan scan, String task, String reason) {
      client.put(new Control(task, true, null, reason, Instant.now()));
      return "The task " + task + " learns nothing until it is unfrozen";
    }
  }

  /** Allows it again. */
  @Command(
      name = "unfreeze",
      mixinStandardHelpOptions = true,
      description = "Lets a task learn again.",
      footer = {"", "Example:  clozeline releases unfreeze sentiment"})
  static final class Unfreeze extends OfTask {
    @Override
    String change(ChainClient client, TopicScan scan, String task, String reason) {
      client.put(new Control(task, null, null, reason, Instant.now()));
      return "The task " + task + " learns again";
    }
  }

  /** What was decided. */
  @Command(
      name = "history",
      mixinStandardHelpOptions = true,
      description = "Shows each decision about a task's adapters, the newest last.",
      footer = {"", "Example:  clozeline releases history sentiment"})
  static final class History implements Callable<Integer> {
    @Mixin private HomeOptions options;

    @Parameters(paramLabel = "TASK", description = "The task.")
    private String task;

    @Override
    public Integer call() {
      var table = new Table("at", "outcome", "challenger", "champion", "examples", "reason");
      new TopicScan(options.running().kafka())
          .read(
              List.of(Topics.DECISIONS.name()),
              record -> {
                if (task.equals(Topic.key(record.key())) && record.value() != null) {
                  table.row(cells(Topics.DECISIONS.codec().decode(record.value())));
                }
              });
      Console.standard().result(table.toString());
      return 0;
    }

    private static Object[] cells(Decision decision) {
      return new Object[] {
        decision.at(),
        decision.outcome().text(),
        adapter(decision.challenger()),
        adapter(decision.champion()),
        decision.examples(),
        decision.reason()
      };
    }
  }

  private static Integer list(HomeOptions options) {
    try (var client = ChainClient.connect(options.running().kafka())) {
      Map<String, Release> releases = client.releases();
      Map<String, Evaluation> evaluations = client.evaluations();
      Map<String, Control> controls = client.controls();
      var table = new Table("task", "live", "examples", "since", "right", "learning", "why");
      for (String task : client.tasks().keySet()) {
        Release live = releases.get(task);
        Evaluation last = evaluations.get(task);
        Control control = controls.get(task);
        table.row(
            task,
            standing(live),
            live == null ? null : live.examples(),
            live == null ? null : live.at(),
            last == null ? null : right(last),
            control != null && control.freezes() ? "frozen" : "on",
            live == null ? null : live.reason());
      }
      Console.standard().result(table.toString());
    }
    return 0;
  }

  private static String standing(Release live) {
    boolean shown = live != null && Boolean.TRUE.equals(live.demonstrations());
    String digest =
        adapter(live == null ? null : live.digest()) + (shown ? " with demonstrations" : "");
    return live == null || live.challenger() == null
        ? digest
        : digest + ", beside it " + adapter(live.challenger().release().digest());
  }

  private static String right(Evaluation last) {
    var figures = last.prequential();
    return String.format(
        Locale.ROOT, "%.3f of the last %d", figures.window(), figures.windowSize());
  }

  private static String said(Release release) {
    return "Live for " + release.task() + " from now on: " + adapter(release.digest());
  }

  private static String adapter(String digest) {
    return digest == null ? ReleaseChange.BASE : digest.substring(0, Math.min(12, digest.length()));
  }
}

package io.clozeline.deploy.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.clozeline.deploy.client.ChainClient;
import io.clozeline.deploy.console.Console;
import io.clozeline.deploy.console.Table;
import io.clozeline.deploy.launch.ChainNote;
import io.clozeline.deploy.launch.Readiness;
import io.clozeline.deploy.launch.RunningProcess;
import io.clozeline.deploy.launch.ServiceMetrics;
import io.clozeline.events.Release;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what runs. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description =
        "Shows each process with its state, its memory and the records that wait for it, and the"
            + " live release of each task. Exit code 0 when all are ready, 1 when one is not, or nothing"
            + " runs.",
    footer = {"", "Example:  clozeline status --json"})
final class StatusCommand implements Callable<Integer> {
  private static final long MEGABYTE = 1024 * 1024;

  @Mixin private HomeOptions options;

  @Option(names = "--json", description = "One line of JSON instead of a table.")
  private boolean json;

  /**
   * A process as it is now.
   *
   * @param lag records that wait for it, null where nobody tells
   */
  record State(
      String name,
      long pid,
      int port,
      String state,
      long residentMegabytes,
      long uptimeSeconds,
      Long lag) {}

  @Override
  public Integer call() throws Exception {
    var console = Console.standard();
    ChainNote note = options.running();
    List<State> states = note.processes().stream().map(StatusCommand::state).toList();
    Map<String, String> releases = releases(note.bootstrap());
    if (json) {
      var all = new LinkedHashMap<String, Object>();
      all.put("bootstrap", note.bootstrap());
      all.put("model", note.model());
      all.put("processes", states);
      all.put("releases", releases);
      console.result(new ObjectMapper().writeValueAsString(all));
    } else {
      print(console, note, states, releases);
    }
    return states.stream().allMatch(s -> s.state().equals("ready")) ? 0 : 1;
  }

  private static void print(
      Console console, ChainNote note, List<State> states, Map<String, String> releases) {
    var table = new Table("process", "pid", "port", "state", "memory", "waiting", "up for");
    states.forEach(s -> table.row(cells(s)));
    console.result(table.toString());
    console.result("");
    console.result("Kafka " + note.bootstrap() + ", model " + note.model());
    releases.forEach((task, live) -> console.result("live for " + task + ": " + live));
  }

  private static Object[] cells(State s) {
    boolean runs = !s.state().equals("ended");
    return new Object[] {
      s.name(),
      s.pid(),
      s.port(),
      s.state(),
      runs ? s.residentMegabytes() + " MB" : null,
      s.lag(),
      runs ? span(s.uptimeSeconds()) : null
    };
  }

  /** A length of time in its two largest units. */
  static String span(long seconds) {
    if (seconds < 60) {
      return seconds + " s";
    }
    return seconds < 3_600
        ? seconds / 60 + " min " + seconds % 60 + " s"
        : seconds / 3_600 + " h " + seconds % 3_600 / 60 + " min";
  }

  private static State state(RunningProcess process) {
    String state = "ended";
    if (process.alive()) {
      boolean ready = process.name().equals("broker") || Readiness.ready(process.port());
      state = ready ? "ready" : "not ready";
    }
    return new State(
        process.name(),
        process.pid(),
        process.port(),
        state,
        process.residentBytes() / MEGABYTE,
        process.uptime().toSeconds(),
        state.equals("ended") || process.name().equals("broker")
            ? null
            : ServiceMetrics.of(process).map(ServiceMetrics::lag).orElse(null));
  }

  private static Map<String, String> releases(String bootstrap) {
    var live = new LinkedHashMap<String, String>();
    try (var client = ChainClient.connect(bootstrap)) {
      client.releases().forEach((task, release) -> live.put(task, describe(release)));
    }
    return live;
  }

  private static String describe(Release release) {
    return release.digest() == null
        ? "base model"
        : release.digest().substring(0, Math.min(12, release.digest().length()))
            + " ("
            + release.examples()
            + " examples, "
            + release.at()
            + ")";
  }
}

package io.clozeline.deploy.command;

import io.clozeline.deploy.console.Console;
import io.clozeline.deploy.deadletters.Letter;
import io.clozeline.deploy.deadletters.LetterFilter;
import io.clozeline.deploy.deadletters.LetterId;
import io.clozeline.deploy.deadletters.LetterText;
import io.clozeline.deploy.deadletters.Letters;
import io.clozeline.deploy.deadletters.Replay;
import io.clozeline.deploy.deadletters.Replay.Outcome;
import io.clozeline.deploy.deadletters.ReplayRules;
import io.clozeline.deploy.input.Lines;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends dead letters back. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Sends dead letters back to the topics they came from, in their order, with the count of their"
          + " failures. One that was sent back before is passed over, however often this runs.",
      "Exit code 1 when one could not be sent back."
    },
    footer = {
      "",
      "Examples:",
      "  clozeline dead-letters replay --code unknown-task --dry-run",
      "  clozeline dead-letters replay texts.dead-letters/0/17",
      "  clozeline dead-letters list --json --open | jq -r .id | clozeline dead-letters replay -"
    })
final class DeadLettersReplayCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private HomeOptions options;
  @Mixin private LetterFilterOptions filter;

  @Parameters(
      arity = "0..*",
      paramLabel = "ID",
      description = "Dead letters, as the list names them; - reads ids from standard input.")
  private List<String> ids = List.of();

  @Option(names = "--all", description = "All that were not replayed.")
  private boolean all;

  @Option(names = "--dry-run", description = "Only says what would be done.")
  private boolean dryRun;

  @Option(names = "--yes", description = "Does not ask, in a terminal.")
  private boolean yes;

  @Option(names = "--again", description = "Also those that were replayed before.")
  private boolean again;

  @Option(
      names = "--overwrite",
      description =
          "Also where a newer task, adapter, example or release stands under the same key, which"
              + " they then replace.")
  private boolean overwrite;

  @Option(names = "--json", description = "One line of JSON each.")
  private boolean json;

  private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);

  @Override
  public Integer call() {
    var console = Console.standard();
    List<LetterId> named = named();
    LetterFilter filtered = filter.filter();
    Map<String, Object> clients = DeadLettersCommand.clients(options);
    List<LetterId> wanted = ids.isEmpty() ? matching(clients, filtered) : named;
    var replay =
        new Replay(clients, new ReplayRules(again, overwrite), result -> report(console, result));
    if (wanted.isEmpty()) {
      console.say("No dead letters.");
      return 0;
    }
    if (dryRun) {
      replay.rehearse(wanted);
    } else if (asked(wanted)) {
      replay.run(wanted);
    } else {
      console.say("Nothing was replayed.");
      return 0;
    }
    console.say(summary());
    return count(Outcome.REFUSED) == 0 ? 0 : 1;
  }

  private List<LetterId> named() {
    if (!ids.isEmpty() && (all || !filter.none())) {
      throw usage("Give ids, or filters, not both.");
    }
    if (ids.isEmpty() && !all && filter.none()) {
      throw usage("Say which: ids, filters such as --code, or --all.");
    }
    return parse(ids.equals(List.of("-")) ? fromInput() : ids);
  }

  private List<LetterId> matching(Map<String, Object> clients, LetterFilter filtered) {
    return new Letters(clients)
        .find(filtered, Integer.MAX_VALUE).letters().stream()
            .filter(letter -> again || letter.replayed() == null)
            .map(Letter::id)
            .toList();
  }

  private static List<String> fromInput() {
    List<String> lines = new ArrayList<>();
    try (var in = Lines.open(null)) {
      for (String line = in.next(); line != null; line = in.next()) {
        lines.add(line.strip());
      }
    }
    return lines;
  }

  private List<LetterId> parse(Collection<String> texts) {
    try {
      return texts.stream().map(LetterId::parse).distinct().toList();
    } catch (IllegalArgumentException e) {
      throw usage(e.getMessage());
    }
  }

  private boolean asked(List<LetterId> wanted) {
    boolean terminal = "1".equals(System.getenv("CLOZELINE_ASKS"));
    if (yes || !terminal || ids.equals(List.of("-"))) {
      return true;
    }
    System.err.print("Send " + wanted.size() + " dead letters back to their topics? [y/N] ");
    System.err.flush();
    try {
      var in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
      String answer = in.readLine();
      return answer != null && answer.strip().toLowerCase(java.util.Locale.ROOT).startsWith("y");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void report(Console console, Replay.Result result) {
    counts.merge(result.outcome(), 1, Integer::sum);
    if (json) {
      var fields = new LinkedHashMap<String, Object>();
      fields.put("id", result.id().toString());
      fields.put("outcome", result.outcome().name().toLowerCase(java.util.Locale.ROOT));
      fields.put("dryRun", dryRun);
      fields.put("why", result.why());
      console.result(LetterText.line(fields));
      return;
    }
    String what =
        switch (result.outcome()) {
          case REPLAYED -> dryRun ? "would be replayed" : "replayed";
          case ALREADY -> "passed over: " + result.why();
          case REFUSED -> "refused: " + result.why();
        };
    console.result(result.id() + "  " + LetterText.printable(what));
  }

  private String summary() {
    return count(Outcome.REPLAYED)
        + (dryRun ? " would be replayed, " : " replayed, ")
        + count(Outcome.ALREADY)
        + " passed over, "
        + count(Outcome.REFUSED)
        + " refused";
  }

  private int count(Outcome outcome) {
    return counts.getOrDefault(outcome, 0);
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}

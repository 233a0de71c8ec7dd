package io.clozeline.deploy.command;

import io.clozeline.deploy.console.Console;
import io.clozeline.deploy.console.Table;
import io.clozeline.deploy.deadletters.Letter;
import io.clozeline.deploy.deadletters.LetterFilter;
import io.clozeline.deploy.deadletters.LetterText;
import io.clozeline.deploy.deadletters.Letters;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One line a dead letter, never its text. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists the dead letters of all topics, each with its id; never the text.",
    footer = {
      "",
      "Examples:",
      "  clozeline dead-letters list --topic texts --since 15m",
      "  clozeline dead-letters list --json --open | jq -r .id"
    })
final class DeadLettersListCommand implements Callable<Integer> {
  private static final int USUAL_LIMIT = 100;
  private static final int MAX_KEY = 32;
  private static final int OTHER_COLUMNS = 110;
  private static final int LEAST_CAUSE = 50;

  @Mixin private HomeOptions options;
  @Mixin private LetterFilterOptions filter;

  @Option(
      names = "--limit",
      paramLabel = "COUNT",
      description = "Only the newest of them (default: 100 in a table, all otherwise).")
  private Integer limit;

  @Option(names = "--summary", description = "How many there are by topic, code and stage.")
  private boolean summary;

  @Option(names = "--json", description = "One line of JSON each instead of a table.")
  private boolean json;

  @Override
  public Integer call() {
    if (limit != null) {
      Checks.atLeast(1, limit, "--limit");
    }
    LetterFilter wanted = filter.filter();
    if (!json && !summary) {
      return table(options, wanted, limit == null ? USUAL_LIMIT : limit);
    }
    var console = Console.standard();
    int most = limit == null ? Integer.MAX_VALUE : limit;
    Letters.Found found = find(options, wanted, most, console);
    if (summary) {
      summarize(found.letters(), console);
    } else {
      found.letters().forEach(letter -> console.result(LetterText.json(letter)));
    }
    return 0;
  }

  static int table(HomeOptions options, LetterFilter filter) {
    return table(options, filter, USUAL_LIMIT);
  }

  private static int table(HomeOptions options, LetterFilter filter, int limit) {
    var console = Console.standard();
    Letters.Found found = find(options, filter, limit, console);
    if (found.letters().isEmpty()) {
      console.say("No dead letters.");
      return 0;
    }
    var table = new Table("id", "key", "code", "stage", "attempt", "age", "replayed", "cause");
    Instant now = Instant.now();
    int room = Math.max(LEAST_CAUSE, Checks.terminalWidth() - OTHER_COLUMNS);
    found.letters().forEach(letter -> table.row(cells(letter, now, room)));
    console.result(table.toString());
    if (found.matching() > found.letters().size()) {
      console.say(
          "These are the newest "
              + found.letters().size()
              + " of "
              + found.matching()
              + "; --limit shows more, --summary counts all.");
    }
    return 0;
  }

  private static Letters.Found find(
      HomeOptions options, LetterFilter filter, int limit, Console console) {
    var found = new Letters(DeadLettersCommand.clients(options)).find(filter, limit);
    if (found.foreign() > 0) {
      console.say(found.foreign() + " records on these topics are no dead letters.");
    }
    return found;
  }

  private static Object[] cells(Letter letter, Instant now, int room) {
    return new Object[] {
      letter.id(),
      letter.key() == null ? null : cut(letter.key(), MAX_KEY),
      letter.code().text(),
      cut(letter.stage(), MAX_KEY),
      letter.attempt(),
      age(letter.sent(), now),
      letter.replayed() == null ? null : age(letter.replayed(), now) + " ago",
      cut(letter.cause(), room)
    };
  }

  private void summarize(List<Letter> letters, Console console) {
    Map<List<String>, int[]> counts = new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
    for (Letter letter : letters) {
      int[] count =
          counts.computeIfAbsent(
              List.of(letter.origin().topic(), letter.code().text(), letter.stage()),
              group -> new int[2]);
      count[0]++;
      count[1] += letter.replayed() == null ? 0 : 1;
    }
    var table = new Table("topic", "code", "stage", "dead letters", "replayed");
    counts.forEach(
        (group, count) -> {
          if (json) {
            console.result(
                LetterText.line(
                    Map.of(
                        "topic", group.get(0),
                        "code", group.get(1),
                        "stage", group.get(2),
                        "deadLetters", count[0],
                        "replayed", count[1])));
          }
          table.row(cut(group.get(0), MAX_KEY), group.get(1), group.get(2), count[0], count[1]);
        });
    if (!json) {
      console.result(table.toString());
    }
  }

  private static String age(Instant then, Instant now) {
    return StatusCommand.span(Math.max(0, Duration.between(then, now).toSeconds()));
  }

  private static String cut(String text, int most) {
    String line = LetterText.printable(text).replace('\n', ' ');
    return line.length() <= most ? line : line.substring(0, most - 1) + "…";
  }
}

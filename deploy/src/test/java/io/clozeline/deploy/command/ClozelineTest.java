package io.clozeline.deploy.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ClozelineTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path home;

  static List<CommandLine> commands() {
    List<CommandLine> all = new ArrayList<>();
    for (CommandLine command : Clozeline.commandLine().getSubcommands().values()) {
      all.add(command);
      all.addAll(command.getSubcommands().values());
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandExplainsItselfWithAnExample(CommandLine command) {
    // When
    String help = command.getUsageMessage(CommandLine.Help.Ansi.OFF);
    // Then
    assertTrue(help.contains("--help"), help);
    assertTrue(
        help.contains(
            "clozeline "
                + command.getCommandSpec().qualifiedName(" ").replaceFirst("clozeline ", "")),
        help);
    assertTrue(help.contains("Example"), help);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "annotate",
        "annotate --task sentiment --format xml",
        "up --precision fp8",
        "up --partitions many",
        "tasks put",
        "review",
        "review --task sentiment -n many",
        "dead-letters show",
        "dead-letters show 17",
        "dead-letters list --code telepathy",
        "dead-letters list --topic nobody",
        "dead-letters list --since yesterday",
        "dead-letters replay",
        "dead-letters replay annotations/0/1",
        "dead-letters replay texts.dead-letters/0/1 --code internal",
        "dance"
      })
  void refusesWhatItDoesNotKnow(String line) {
    assertEquals(2, run(line.split(" ")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "annotate --task sentiment --in-flight 0",
        "annotate --task sentiment --text-b alone",
        "evaluate --task sst-2",
        "evaluate --suite telepathy",
        "evaluate --suite glue --task sst-2 --eval dev.tsv",
        "tasks show no-such-preset",
        "feedback --task t --text a --value 1 --label b",
        "feedback --task sentiment --text good",
        "feedback --task sentiment --text good --label positive --erase x",
        "status",
        "tasks list",
        "dead-letters",
        "dead-letters list --limit 0",
        "review --task sentiment",
        "review --task sentiment --limit 0",
        "soak --share 0",
        "soak --seconds -1",
        "dead-letters show texts.dead-letters/0/17",
        "dead-letters replay --all",
        "up --model bert-tiny"
      })
  void endsWithOneWhenItCannotWork(String line) {
    assertEquals(1, run((line + " --home " + home).split(" ")));
  }

  @Test
  void showsPresetsWithoutAChain() {
    assertEquals(0, run("tasks", "presets"));
    assertEquals(0, run("tasks", "show", "squad", "--home", home.toString()));
  }

  @Test
  void makesPairsOfABook() throws Exception {
    // Given
    Path book = Files.writeString(home.resolve("book.txt"), "A cat. A dog. A cow.\n\nIt rains.\n");
    Path out = home.resolve("pairs.tsv");
    // When
    int exit = run("pairs", "--from", book.toString(), "--out", out.toString());
    // Then
    assertEquals(0, exit);
    assertEquals(3, Files.readAllLines(out).size());
  }

  @Test
  void downIsContentWhenNothingRuns() {
    assertEquals(0, run("down", "--home", home.toString()));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 59, 60, 3_599, 3_600, 90_000})
  void tellsALengthOfTimeInItsLargestUnits(long seconds) {
    String expected =
        switch ((int) seconds) {
          case 0 -> "0 s";
          case 59 -> "59 s";
          case 60 -> "1 min 0 s";
          case 3_599 -> "59 min 59 s";
          case 3_600 -> "1 h 0 min";
          default -> "25 h 0 min";
        };
    assertEquals(expected, StatusCommand.span(seconds));
  }

  private int run(String... arguments) {
    return Clozeline.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }
}

package io.clozeline.deploy.command;

import io.clozeline.deploy.client.ChainClient;
import io.clozeline.deploy.console.Console;
import io.clozeline.deploy.feedback.FeedbackRun;
import io.clozeline.deploy.input.FeedbackInput;
import io.clozeline.deploy.input.Format;
import io.clozeline.deploy.input.Lines;
import io.clozeline.deploy.input.Row;
import io.clozeline.events.Feedback;
import io.clozeline.events.error.DeadLetter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what annotations should have been. */
@Command(
    name = "feedback",
    mixinStandardHelpOptions = true,
    description =
        "Tells a task what is right, or to forget it; ends when the chain has taken or refused"
            + " each. Once enough are new, the trainer starts by itself. Exit code 1 when one was"
            + " refused.",
    footer = {
      "",
      "Examples:",
      "  clozeline feedback --task sentiment --text 'Cold soup, again.' --label negative",
      "  clozeline feedback --task sentiment --id r-17 --label negative",
      "  clozeline feedback labels.tsv --task sentiment      (columns text, label; perhaps id)",
      "  clozeline feedback --task ner --text 'Ada in Rome' --spans '0-3:person 7-11:location'",
      "  clozeline feedback --task sentiment --erase review-17"
    })
final class FeedbackCommand implements Callable<Integer> {
  @Mixin private HomeOptions options;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description =
          "TSV with the columns text, perhaps text_b, or id, and label, labels, value, tags, spans"
              + " or fills, written as in the options; or JSONL when it ends in .jsonl. Standard"
              + " input when left out or -, and neither --text nor --erase is there.")
  private Path file;

  @Option(names = "--task", required = true, paramLabel = "NAME", description = "The task.")
  private String task;

  @Option(
      names = "--text",
      description =
          "The text of one document; may be left out with the --id of one that was sent as a text in"
              + " the last 24 h.")
  private String text;

  @Option(names = "--text-b", paramLabel = "TEXT", description = "The second text of a pair.")
  private String textB;

  @Mixin private SaidOptions answer;

  @Option(
      names = "--id",
      description = "Its id (default: one that follows from the text, so the newest label wins).")
  private String id;

  @Option(names = "--erase", paramLabel = "ID", description = "Forgets what was said of it.")
  private String erase;

  @Option(
      names = "--input",
      paramLabel = "FORMAT",
      description = "tsv or jsonl (default: by the file's name, else tsv).")
  private Format input;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "Gives up when nothing is heard for so long (default: ${DEFAULT-VALUE}).")
  private int timeout;

  private int notSent;

  @Override
  public Integer call() {
    checkOptions();
    var console = Console.standard();
    try (var client = ChainClient.connect(options.running().kafka());
        var run = new FeedbackRun(client, (document, letter) -> say(console, document, letter))) {
      Checks.taskExists(task, client.tasks().keySet());
      if (one()) {
        run.send(single());
      } else {
        sendAll(run, console);
      }
      run.awaitAll(Duration.ofSeconds(timeout));
      console.say(run.taken() + " taken, " + (run.refused() + notSent) + " refused");
      return run.refused() + notSent == 0 ? 0 : 1;
    }
  }

  private void checkOptions() {
    Checks.atLeast(1, timeout, "--timeout");
    if (text != null && erase != null) {
      throw new IllegalArgumentException("Give --text and its answer, or --erase, not both.");
    }
    if ((text == null && id == null) != (answer.said() == null)) {
      throw new IllegalArgumentException(
          "--text, or --id, and --label, or another answer, go together.");
    }
    if (file != null && one()) {
      throw new IllegalArgumentException("Give a file, or one document by options, not both.");
    }
  }

  /** Whether the options are about one document. */
  private boolean one() {
    return text != null || id != null || erase != null;
  }

  private Feedback single() {
    if (erase != null) {
      return Feedback.erasure(erase, task);
    }
    return answer.said().loose(id, text, textB).strict(task);
  }

  private void sendAll(FeedbackRun run, Console console) {
    Format format = input != null ? input : Format.of(file == null ? "" : file.toString());
    try (var lines = Lines.open(file)) {
      var rows = FeedbackInput.open(lines, format == Format.LINES ? Format.TSV : format, task);
      for (Row<Feedback> row = rows.next(); row != null; row = rows.next()) {
        if (row instanceof Row.Good<Feedback> good) {
          run.send(good.value());
        } else if (row instanceof Row.Bad<Feedback> bad) {
          notSent++;
          console.say(
              "✗ line "
                  + bad.line()
                  + ": "
                  + bad.why().code().text()
                  + ": "
                  + bad.why().getMessage()
                  + " (not sent)");
        }
      }
    }
  }

  private static void say(Console console, String document, DeadLetter letter) {
    console.say(
        "✗ "
            + document
            + ": "
            + letter.code().text()
            + ": "
            + letter.cause()
            + " ("
            + letter.stage()
            + ")");
  }
}

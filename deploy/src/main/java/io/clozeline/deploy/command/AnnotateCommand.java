package io.clozeline.deploy.command;

import io.clozeline.deploy.annotate.AnnotationRun;
import io.clozeline.deploy.annotate.AnswerFormat;
import io.clozeline.deploy.annotate.JsonLines;
import io.clozeline.deploy.annotate.TableLines;
import io.clozeline.deploy.client.ChainClient;
import io.clozeline.deploy.console.Console;
import io.clozeline.deploy.input.Format;
import io.clozeline.deploy.input.Lines;
import io.clozeline.deploy.input.TextInput;
import io.clozeline.deploy.input.TextInput.Layout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Annotates texts. */
@Command(
    name = "annotate",
    mixinStandardHelpOptions = true,
    description =
        "Annotates texts with a task and prints each annotation as it arrives; ends when every text"
            + " has been annotated or refused. Exit code 1 when one was refused.",
    footer = {
      "",
      "Examples:",
      "  echo 'The food was wonderful.' | clozeline annotate --task sentiment",
      "  echo 'The capital of France is [MASK].' | clozeline annotate --task cloze",
      "  clozeline annotate --task rte --text 'A man is asleep.' --text-b 'Somebody sleeps.'",
      "  clozeline annotate reviews.tsv --task sentiment,topic",
      "  clozeline annotate reviews.tsv --task sentiment --column review --format jsonl"
    })
final class AnnotateCommand implements Callable<Integer> {
  /** How answers are printed. */
  enum Output {
    TABLE,
    JSONL
  }

  @Mixin private HomeOptions options;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description =
          "Texts, one a line; a table when it ends in .tsv; JSON objects with the fields text,"
              + " textB, id, task, tasks when it ends in .jsonl. Standard input when left out or"
              + " -.")
  private Path file;

  @Option(
      names = "--task",
      required = true,
      split = ",",
      paramLabel = "NAME",
      description = "The task; several with commas annotate each text once each.")
  private List<String> tasks;

  @Option(names = "--text", description = "One text, instead of a file.")
  private String text;

  @Option(names = "--text-b", paramLabel = "TEXT", description = "The second text of a pair.")
  private String textB;

  @Option(
      names = "--input",
      paramLabel = "FORMAT",
      description = "lines, tsv or jsonl (default: by the file's name; tsv with --column).")
  private Format input;

  @Option(
      names = "--column",
      paramLabel = "NAME",
      description = "The column of a TSV that holds the text (default: text).")
  private String column;

  @Option(
      names = "--column-b",
      paramLabel = "NAME",
      defaultValue = "text_b",
      description = "The column with the second text of a pair (default: ${DEFAULT-VALUE}).")
  private String columnB;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table or jsonl (default: ${DEFAULT-VALUE}).")
  private Output output;

  @Option(
      names = "--in-flight",
      paramLabel = "COUNT",
      defaultValue = "256",
      description = "How many texts may be on their way at once (default: ${DEFAULT-VALUE}).")
  private int inFlight;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description =
          "Gives up when nothing is answered for so long while texts wait (default:"
              + " ${DEFAULT-VALUE}).")
  private int timeout;

  @Override
  public Integer call() {
    Checks.atLeast(1, inFlight, "--in-flight");
    Checks.atLeast(1, timeout, "--timeout");
    if (text == null ? textB != null : file != null) {
      throw new IllegalArgumentException("Give a file, or --text and perhaps --text-b.");
    }
    var console = Console.standard();
    var kafka = options.running().kafka();
    var run = new AnnotationRun(RunId.fresh("annotate"), answers(), console::result);
    try (var client = ChainClient.connect(kafka);
        var lines = text == null ? Lines.open(file) : Lines.of(text, textB)) {
      var defined = client.tasks().keySet();
      tasks.forEach(task -> Checks.taskExists(task, defined));
      var texts = TextInput.open(lines, inputFormat(), layout(), tasks);
      InterruptNotice.during(
          () -> run.run(client, texts, inFlight, Duration.ofSeconds(timeout)),
          () -> interrupted(run));
      console.say(run.tally().line(lines.blank()));
    }
    return run.tally().refused() == 0 ? 0 : 1;
  }

  private AnswerFormat answers() {
    return output == Output.TABLE ? new TableLines(Checks.terminalWidth() - 34) : new JsonLines();
  }

  private Format inputFormat() {
    if (text != null) {
      return Format.JSONL;
    }
    if (input != null) {
      return input;
    }
    return column != null ? Format.TSV : Format.of(file == null ? "" : file.toString());
  }

  private Layout layout() {
    String text = column == null ? Layout.DEFAULT.text() : column;
    return new Layout(text, columnB, Layout.DEFAULT.id());
  }

  private static String interrupted(AnnotationRun run) {
    return "interrupted: "
        + run.tally().line(0)
        + "; "
        + run.unanswered()
        + " are still on their way and will be annotated on the topic all the same";
  }
}

package io.clozeline.deploy.command;

import io.clozeline.deploy.launch.LaunchException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program {@code clozeline}. */
@Command(
    name = "clozeline",
    mixinStandardHelpOptions = true,
    version = "clozeline 0.1.0",
    description = "Streaming BERT annotation on Kafka that learns from corrections.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      UpCommand.class,
      DownCommand.class,
      StatusCommand.class,
      AnnotateCommand.class,
      FeedbackCommand.class,
      ReviewCommand.class,
      TasksCommand.class,
      ReleasesCommand.class,
      DeadLettersCommand.class,
      EvaluateCommand.class,
      SimulateCommand.class,
      PairsCommand.class,
      BenchCommand.class,
      SoakCommand.class,
      ChaosCommand.class,
    },
    footer = {
      "",
      "To see it work:        clozeline demo",
      "To annotate your own:  clozeline up && clozeline annotate --task sentiment texts.txt",
      "Every command explains itself: clozeline COMMAND --help"
    })
public final class Clozeline {
  private Clozeline() {}

  /** The process's entry. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    var line = new CommandLine(new Clozeline());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpAutoWidth(true);
    line.setExecutionExceptionHandler(Clozeline::explain);
    return line;
  }

  private static int explain(Exception thrown, CommandLine line, CommandLine.ParseResult parsed) {
    if (System.getenv("CLOZELINE_DEBUG") != null) {
      thrown.printStackTrace();
    }
    boolean expected =
        thrown instanceof LaunchException
            || thrown instanceof IllegalArgumentException
            || thrown instanceof IllegalStateException
            || thrown instanceof io.clozeline.events.error.EventException
            || thrown instanceof java.io.IOException;
    System.err.println(
        "clozeline: "
            + (expected && thrown.getMessage() != null ? thrown.getMessage() : thrown.toString()));
    return 1;
  }
}

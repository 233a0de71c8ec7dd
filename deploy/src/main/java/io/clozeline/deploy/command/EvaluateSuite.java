package io.clozeline.deploy.command;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Which set of runs is made, and where its report goes. */
final class EvaluateSuite {
  @Option(
      names = "--suite",
      paramLabel = "NAME",
      description = "Makes all runs of glue, fewshot, squad, tagging or cloze.")
  private String name;

  @Option(names = "--data", paramLabel = "FOLDER", description = "Where the suite's files are.")
  private Path data;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description =
          "Takes the report, NAME.md and NAME.json. Runs that are there already are not made"
              + " again.")
  private Path out;

  @Option(
      names = "--quick",
      description = "A small version of each run: shows that it works, not how well.")
  private boolean quick;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "SET",
      description = "Only these sets of the suite.")
  private List<String> only;

  String name() {
    return name;
  }

  Path data() {
    return require(data, "--data");
  }

  Path out() {
    return require(out, "--out");
  }

  boolean quick() {
    return quick;
  }

  List<String> only() {
    return only == null ? List.of() : only;
  }

  private static Path require(Path folder, String option) {
    if (folder == null) {
      throw new IllegalArgumentException("--suite needs " + option + ".");
    }
    return folder;
  }
}

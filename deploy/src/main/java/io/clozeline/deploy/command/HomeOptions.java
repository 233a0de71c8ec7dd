package io.clozeline.deploy.command;

import io.clozeline.deploy.launch.ChainNote;
import io.clozeline.deploy.launch.Home;
import io.clozeline.deploy.launch.LaunchException;
import io.clozeline.deploy.launch.RunningProcess;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the local Clozeline is that a command is about. */
public final class HomeOptions {
  @Option(
      names = "--home",
      paramLabel = "FOLDER",
      defaultValue = "${env:CLOZELINE_HOME}",
      description =
          "Keeps data, logs and process notes (default: $CLOZELINE_HOME, else .clozeline in the"
              + " project).")
  private Path home;

  /** The folder of the project; the start script says where it is. */
  public static Path project() {
    return Path.of(System.getProperty("clozeline.project", ".")).toAbsolutePath().normalize();
  }

  public Home home() {
    return new Home(home != null ? home : project().resolve(".clozeline"));
  }

  /** Whether a chain runs. */
  boolean up() {
    return note().isPresent();
  }

  /**
   * The note of the chain that runs.
   *
   * @throws LaunchException when none does
   */
  public ChainNote running() {
    return note()
        .orElseThrow(
            () ->
                new LaunchException(
                    "Clozeline is not up in "
                        + home().root()
                        + ". Start it with \"clozeline up\"."));
  }

  private Optional<ChainNote> note() {
    return ChainNote.read(home())
        .filter(note -> note.process("broker").filter(RunningProcess::alive).isPresent());
  }
}

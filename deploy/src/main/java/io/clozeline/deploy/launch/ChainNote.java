package io.clozeline.deploy.launch;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/** What runs, noted on disk so that another command finds it. */
public record ChainNote(
    String bootstrap, String model, String modelDirectory, List<RunningProcess> processes) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public ChainNote {
    processes = List.copyOf(processes);
  }

  /** Reads the note of {@code home}; empty when there is none. */
  public static Optional<ChainNote> read(Home home) {
    Path file = home.note();
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(file.toFile(), ChainNote.class));
    } catch (IOException e) {
      throw new LaunchException(
          file + " cannot be read. Stop the processes by hand and delete it.", e);
    }
  }

  /** The process of that name. */
  public Optional<RunningProcess> process(String name) {
    return processes.stream().filter(p -> p.name().equals(name)).findFirst();
  }

  void write(Home home) {
    Path file = home.note();
    try {
      Path fresh = file.resolveSibling("chain.json.tmp");
      JSON.writerWithDefaultPrettyPrinter().writeValue(fresh.toFile(), this);
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  static void delete(Home home) {
    try {
      Files.deleteIfExists(home.note());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

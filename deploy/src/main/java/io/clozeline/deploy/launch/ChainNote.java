package io.clozeline.deploy.launch;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.clozeline.deploy.secure.ClientFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What runs, noted on disk so that another command finds it.
 *
 * @param access the file with the secrets that a command needs; null when everybody on this machine
 *     may ask
 */
public record ChainNote(
    String bootstrap,
    String model,
    String modelDirectory,
    List<RunningProcess> processes,
    String access) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Of a chain that is open to everybody on this machine. */
  public ChainNote(
      String bootstrap, String model, String modelDirectory, List<RunningProcess> processes) {
    this(bootstrap, model, modelDirectory, processes, null);
  }

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

  /** The settings of a Kafka client of this chain: where the broker is, and how to log in. */
  public Map<String, Object> kafka() {
    Map<String, Object> kafka = new HashMap<>(file().kafka());
    kafka.put("bootstrap.servers", bootstrap);
    return kafka;
  }

  /** What a request to a service has to carry. */
  public Optional<String> token() {
    return file().token();
  }

  private ClientFile file() {
    if (access == null) {
      return new ClientFile(Map.of(), Optional.empty());
    }
    try {
      return ClientFile.read(Path.of(access));
    } catch (IOException e) {
      throw new LaunchException(access + ", which opens this Clozeline, cannot be read.", e);
    }
  }

  /** The process of that name. */
  public Optional<RunningProcess> process(String name) {
    return processes.stream().filter(p -> p.name().equals(name)).findFirst();
  }

  /** Whether the broker and every service is noted: a start that was interrupted leaves fewer. */
  public boolean whole() {
    return process("broker").isPresent()
        && Stream.of(Service.values()).allMatch(each -> process(each.text()).isPresent());
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

package io.clozeline.deploy.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The folder that a local Clozeline keeps its data, logs and process notes in. */
public record Home(Path root) {
  public Home {
    root = root.toAbsolutePath().normalize();
  }

  public Path data(String process) {
    return folder("data").resolve(process);
  }

  public Path log(String process) {
    return folder("logs").resolve(process + ".log");
  }

  /** An empty log for a process that starts; the one before is kept beside it. */
  Path freshLog(String process) throws IOException {
    Path log = log(process);
    if (Files.exists(log)) {
      Files.move(
          log, log.resolveSibling(process + ".previous.log"), StandardCopyOption.REPLACE_EXISTING);
    }
    return log;
  }

  /** Where the running processes are noted. */
  public Path note() {
    return folder("run").resolve("chain.json");
  }

  /** The last {@code count} lines of a process's log. */
  public List<String> lastLines(String process, int count) {
    try {
      List<String> lines =
          Files.readAllLines(log(process), java.nio.charset.StandardCharsets.ISO_8859_1);
      return lines.subList(Math.max(0, lines.size() - count), lines.size());
    } catch (IOException e) {
      return List.of("(no log: " + e.getMessage() + ")");
    }
  }

  private Path folder(String name) {
    try {
      return Files.createDirectories(root.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + root + "; choose another --home", e);
    }
  }
}

package io.clozeline.deploy.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A small disk of its own for one folder, that can be filled. It is mounted in a namespace that
 * only the processes started through it see, so that no rights are needed (Linux, util-linux'
 * {@code unshare} and {@code nsenter}).
 */
final class FullDisk implements AutoCloseable {
  private static final String SIZE = "64m";
  private static final String MOUNT =
      "mkdir -p \"$1.small\" \"$1\""
          + " && mount -t tmpfs -o size="
          + SIZE
          + " none \"$1.small\""
          + " && cp -a \"$1/.\" \"$1.small/\""
          + " && mount --bind \"$1.small\" \"$1\""
          + " && echo mounted && exec sleep 900";

  private final Path folder;
  private final Process holder;

  private FullDisk(Path folder, Process holder) {
    this.folder = folder;
    this.holder = holder;
  }

  /**
   * Puts {@code folder}, with what is in it, on a disk of its own.
   *
   * @throws IOException when this machine does not let us
   */
  static FullDisk mount(Path folder) throws IOException {
    var holder =
        new ProcessBuilder("unshare", "-Urm", "sh", "-c", MOUNT, "sh", folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    var disk = new FullDisk(folder, holder);
    if (!"mounted".equals(holder.inputReader().readLine())) {
      disk.holder.destroyForcibly();
      throw new IOException("no namespace with a mount of its own may be made here");
    }
    return disk;
  }

  /** The command to put before one that is to see this disk. */
  List<String> through() {
    String pid = Long.toString(holder.pid());
    return List.of("nsenter", "-t", pid, "-U", "-m", "--preserve-credentials");
  }

  /** Leaves no free byte. */
  void fill() throws IOException {
    run("cat /dev/zero > \"$1/filler\"; true");
  }

  /** Makes room again. */
  void free() throws IOException {
    run("rm -f \"$1/filler\"");
  }

  /** Ends the disk; what is on it is kept in the folder. No process may use it any more. */
  @Override
  public void close() throws IOException {
    try {
      run("mkdir -p \"$1.kept\" && cp -a \"$1.small/.\" \"$1.kept/\"");
    } finally {
      holder.destroyForcibly().onExit().join();
    }
    delete(folder);
    Files.move(sibling(".kept"), folder);
    delete(sibling(".small"));
  }

  private Path sibling(String end) {
    return folder.resolveSibling(folder.getFileName() + end);
  }

  private void run(String script) throws IOException {
    List<String> command = new ArrayList<>(through());
    command.addAll(List.of("sh", "-c", script, "sh", folder.toString()));
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IOException("cannot " + script);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static void delete(Path tree) throws IOException {
    try (var paths = Files.walk(tree)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}

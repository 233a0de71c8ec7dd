package io.clozeline.bert.setup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A folder that is either whole or absent: filled beside its place under a file lock, then renamed
 * into it. A process that dies half-way leaves only a temporary folder, which the next one
 * replaces.
 */
final class PreparedFolder {

  /** Fills an empty folder. */
  @FunctionalInterface
  interface Filling {
    void fill(Path empty) throws IOException;
  }

  private PreparedFolder() {}

  static Path prepare(Path folder, Filling filling) {
    if (Files.isDirectory(folder)) {
      return folder;
    }
    try {
      Files.createDirectories(folder.getParent());
      Path lock = folder.resolveSibling(folder.getFileName() + ".lock");
      // Within one process a second lock on the file would throw, not wait.
      synchronized (PreparedFolder.class) {
        try (FileChannel channel =
                FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var held = channel.lock()) {
          if (held.isValid() && !Files.isDirectory(folder)) {
            fillBeside(folder, filling);
          }
        }
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("could not prepare " + folder + ": " + e.getMessage(), e);
    }
  }

  private static void fillBeside(Path folder, Filling filling) throws IOException {
    Path fresh = folder.resolveSibling(folder.getFileName() + ".tmp");
    delete(fresh);
    Files.createDirectories(fresh);
    try {
      filling.fill(fresh);
      Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      delete(fresh);
    }
  }

  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}

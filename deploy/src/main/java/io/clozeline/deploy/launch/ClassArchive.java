package io.clozeline.deploy.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The classes of one service, or of the broker, as the Java machine laid them out (JEP 350):
 * written when a process of it first stops in order, and from then on read instead of parsing the
 * classes again, which takes a third off the start. The machine passes over an archive that is
 * damaged or of other classes. Instances of one service share the archive.
 */
record ClassArchive(Path folder, String service, String digest) {

  /** The archive in {@code folder} for that class path, of jars alone, on this Java machine. */
  static ClassArchive of(Path folder, String service, List<Path> classPath) {
    try {
      return new ClassArchive(folder, service, digest(classPath));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the classes of the " + service, e);
    }
  }

  Path file() {
    return folder.resolve(service + "-" + digest + ".jsa");
  }

  boolean written() {
    return Files.exists(file());
  }

  /** Makes the folder, and deletes the service's archives of earlier builds. */
  void deleteEarlier() {
    try {
      Files.createDirectories(folder);
      try (var earlier = Files.newDirectoryStream(folder, this::earlier)) {
        for (Path file : earlier) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + folder, e);
    }
  }

  /** What makes the Java machine use the archive, or write it. */
  List<String> options() {
    return written()
        ? List.of("-XX:SharedArchiveFile=" + file(), "-Xshare:auto", "-Xlog:cds=off")
        : List.of("-XX:ArchiveClassesAtExit=" + file(), "-Xlog:cds=off", "-Xlog:cds+dynamic=off");
  }

  private boolean earlier(Path other) {
    String name = other.getFileName().toString();
    return name.matches(Pattern.quote(service) + "-[0-9a-f]{12}\\.jsa")
        && !other.getFileName().equals(file().getFileName());
  }

  private static String digest(List<Path> classPath) throws IOException {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(System.getProperty("java.vm.version").getBytes(StandardCharsets.UTF_8));
      for (Path path : classPath) {
        String jar = path + " " + Files.size(path) + " " + Files.getLastModifiedTime(path);
        digest.update(jar.getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

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

/**
 * The classes of one process as the Java machine laid them out (JEP 350): written when the process
 * first stops in order, and from then on read instead of parsing the classes again, which takes a
 * third off the start. The machine passes over an archive that is damaged or of other classes.
 */
record ClassArchive(Path file) {

  /**
   * The archive in {@code folder} of a process with that class path, of jars alone, on this Java
   * machine; those of earlier builds are deleted.
   */
  static ClassArchive of(Path folder, String process, List<Path> classPath) {
    try {
      String name = process + "-" + digest(classPath) + ".jsa";
      Files.createDirectories(folder);
      try (var others = Files.newDirectoryStream(folder, process + "-*.jsa")) {
        for (Path other : others) {
          if (!other.getFileName().toString().equals(name)) {
            Files.deleteIfExists(other);
          }
        }
      }
      return new ClassArchive(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + folder, e);
    }
  }

  boolean written() {
    return Files.exists(file);
  }

  /** What makes the Java machine use the archive, or write it. */
  List<String> options() {
    return written()
        ? List.of("-XX:SharedArchiveFile=" + file, "-Xshare:auto", "-Xlog:cds=off")
        : List.of("-XX:ArchiveClassesAtExit=" + file, "-Xlog:cds=off", "-Xlog:cds+dynamic=off");
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

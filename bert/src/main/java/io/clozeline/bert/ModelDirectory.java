package io.clozeline.bert;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A prepared model on disk, written once by the set-up and read by every service: {@code
 * model.json}, {@code vocab.txt}, {@code head.safetensors}, {@code encoder.safetensors} and one
 * SavedModel per {@link Precision}.
 */
public record ModelDirectory(Path path) {

  public ModelDirectory {
    Objects.requireNonNull(path, "path");
  }

  /**
   * Opens a prepared directory.
   *
   * @throws IllegalArgumentException when a file is missing or {@code model.json} does not parse;
   *     the message says which
   */
  public static ModelDirectory open(Path path) {
    ModelDirectory directory = new ModelDirectory(path.toAbsolutePath().normalize());
    directory.info();
    directory.require(directory.vocabulary());
    directory.require(directory.head());
    directory.require(directory.weights());
    for (Precision precision : Precision.OF_TENSORFLOW) {
      directory.require(directory.savedModel(precision).resolve("saved_model.pb"));
    }
    return directory;
  }

  /** Sizes and digests, read from {@code model.json}. */
  public ModelInfo info() {
    Path file = path.resolve("model.json");
    require(file);
    try {
      return new ObjectMapper().readValue(file.toFile(), ModelInfo.class);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          file + " is not a model description: " + e.getMessage(), e);
    }
  }

  /** The tokens, one per line; the id of a token is its 0-based line number. */
  public Path vocabulary() {
    return path.resolve("vocab.txt");
  }

  /** The masked-LM head and the word embeddings, fp32, for heads that run without TensorFlow. */
  public Path head() {
    return path.resolve("head.safetensors");
  }

  /** The encoder's other weights, fp32, for the engine that reads no SavedModel. */
  public Path weights() {
    return path.resolve("encoder.safetensors");
  }

  /** The folder of the encoder's SavedModel. */
  public Path savedModel(Precision precision) {
    return path.resolve("encoder-" + precision.text());
  }

  private void require(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "not a model directory: "
              + file
              + " is missing; prepare the model first, then point to its directory");
    }
  }
}

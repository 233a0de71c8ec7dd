package io.clozeline.bert.setup;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.clozeline.bert.ModelDirectory;
import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.Precision;
import io.clozeline.bert.method.full.Full;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.tensorflow.op.Ops;

/**
 * The folder of fully tuned models, which whoever trains and whoever serves them shares: in it a
 * folder for each, named by the digest of its weights, with {@code model.json} and a SavedModel for
 * each {@link Precision}, about 660 MB of BERT-base together. Vocabulary and masked-LM head are the
 * base model's.
 */
public final class TunedModels {
  private static final String DESCRIPTION = "model.json";
  private static final String DATA = ".data-00000-of-00001";

  private final Path folder;

  /** A folder that need not exist yet. */
  public TunedModels(Path folder) {
    this.folder = Objects.requireNonNull(folder).toAbsolutePath().normalize();
  }

  public Path folder() {
    return folder;
  }

  /**
   * The model that an adapter names.
   *
   * @throws IllegalArgumentException when it is not there, or was made of another base
   */
  public ModelDirectory open(Full method, ModelInfo base) {
    Path path = path(method);
    if (!Files.isRegularFile(path.resolve(DESCRIPTION))) {
      throw new IllegalArgumentException(
          "the tuned model %s is not in %s; the trainer and every encoder need the same folder"
              .formatted(method.model(), folder));
    }
    var directory = new ModelDirectory(path);
    if (!directory.info().equals(tuned(base, method.model()))) {
      throw new IllegalArgumentException(
          "%s is not the model %s tuned from %s".formatted(path, method.model(), base.name()));
    }
    return directory;
  }

  /**
   * Takes a model in; the same weights twice are one.
   *
   * @param saving writes the weights of the encoder as a checkpoint of that prefix, see {@link
   *     io.clozeline.bert.training.WeightTrainer#save}
   * @return what names it
   */
  public Full add(ModelDirectory base, Consumer<Path> saving) {
    try {
      Files.createDirectories(folder);
      Path fresh = Files.createTempDirectory(folder, "new-");
      try {
        Path prefix = fresh.resolve("weights");
        saving.accept(prefix);
        var method = new Full(digest(prefix.resolveSibling(prefix.getFileName() + DATA)));
        PreparedFolder.prepare(path(method), empty -> fill(empty, base, method, prefix));
        return method;
      } finally {
        PreparedFolder.delete(fresh);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("could not keep a model in " + folder + ": " + e, e);
    }
  }

  /**
   * Deletes what nobody needs.
   *
   * @param needed digests of models that stay
   * @param before younger ones stay, too: they may be about to be named
   * @return the digests that were deleted, and when each was made
   */
  public Map<String, Instant> retain(Set<String> needed, Instant before) {
    Map<String, Instant> deleted = new HashMap<>();
    if (!Files.isDirectory(folder)) {
      return deleted;
    }
    try (Stream<Path> models = Files.list(folder)) {
      for (Path model : models.filter(Files::isDirectory).toList()) {
        String name = model.getFileName().toString();
        Instant made = Files.getLastModifiedTime(model).toInstant();
        if (!needed.contains(name) && made.isBefore(before)) {
          PreparedFolder.delete(model);
          Files.deleteIfExists(folder.resolve(name + ".lock"));
          deleted.put(name, made);
        }
      }
      return deleted;
    } catch (IOException e) {
      throw new UncheckedIOException("could not look through " + folder + ": " + e, e);
    }
  }

  private Path path(Full method) {
    return folder.resolve(Objects.requireNonNull(method.model(), "no model has been trained"));
  }

  private static void fill(Path empty, ModelDirectory base, Full method, Path prefix)
      throws IOException {
    ModelInfo model = tuned(base.info(), method.model());
    Path based = base.savedModel(Precision.FP32).resolve("variables/variables");
    var conversion = new ModelConversion(model, tf -> new Tuned(tf, prefix, based));
    var directory = new ModelDirectory(empty);
    for (Precision precision : Precision.OF_TENSORFLOW) {
      conversion.exportEncoder(directory, precision);
    }
    new ObjectMapper()
        .writerWithDefaultPrettyPrinter()
        .writeValue(empty.resolve(DESCRIPTION).toFile(), model);
  }

  private static ModelInfo tuned(ModelInfo base, String digest) {
    return new ModelInfo(
        base.name(),
        base.lowerCase(),
        base.layers(),
        base.hidden(),
        base.heads(),
        base.intermediate(),
        base.vocabulary(),
        base.maxPositions(),
        digest,
        base.tokenizerDigest());
  }

  private static String digest(Path file) throws IOException {
    try (InputStream in =
        new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(((DigestInputStream) in).getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  /** The encoder's weights as trained; the masked-LM head's as they were. */
  private record Tuned(Ops tf, Path tuned, Path base) implements WeightSource {
    @Override
    public org.tensorflow.Operand<org.tensorflow.types.TFloat32> value(String weight) {
      return WeightSource.restore(tf, weight.startsWith("transform.") ? base : tuned, weight);
    }
  }
}

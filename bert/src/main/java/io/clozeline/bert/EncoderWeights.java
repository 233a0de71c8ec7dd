package io.clozeline.bert;

import io.clozeline.bert.safetensors.SafeTensors;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The encoder's weights in fp32, for an engine that reads no SavedModel: {@code
 * encoder.safetensors}, all but the word embeddings, which lie in {@code head.safetensors}.
 */
public final class EncoderWeights {
  private EncoderWeights() {}

  /** Opens those of a prepared model. */
  public static SafeTensors open(ModelDirectory directory) {
    return SafeTensors.read(directory.weights());
  }

  /** The name and the shape of each. */
  public static Map<String, long[]> shapes(ModelInfo model) {
    int hidden = model.hidden();
    Map<String, long[]> shapes = new LinkedHashMap<>();
    shapes.put("embeddings.type", new long[] {2, hidden});
    shapes.put("embeddings.position", new long[] {model.maxPositions(), hidden});
    norm("embeddings.norm", hidden, shapes);
    for (int i = 0; i < model.layers(); i++) {
      String layer = "layer_" + i + ".";
      dense(layer + "qkv", hidden, 3 * hidden, shapes);
      dense(layer + "attention_output", hidden, hidden, shapes);
      norm(layer + "attention_norm", hidden, shapes);
      dense(layer + "intermediate", hidden, model.intermediate(), shapes);
      dense(layer + "output", model.intermediate(), hidden, shapes);
      norm(layer + "output_norm", hidden, shapes);
    }
    return shapes;
  }

  private static void dense(String name, int in, int out, Map<String, long[]> into) {
    into.put(name + ".kernel", new long[] {in, out});
    into.put(name + ".bias", new long[] {out});
  }

  private static void norm(String name, int width, Map<String, long[]> into) {
    into.put(name + ".gamma", new long[] {width});
    into.put(name + ".beta", new long[] {width});
  }
}

package io.clozeline.bert.setup;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Google's checkpoint, read under the names that the graph gives its weights. */
final class Checkpoint implements WeightSource {
  private static final Map<String, String> EMBEDDINGS =
      Map.of(
          "embeddings.word", "bert/embeddings/word_embeddings",
          "embeddings.type", "bert/embeddings/token_type_embeddings",
          "embeddings.position", "bert/embeddings/position_embeddings",
          "output.bias", "cls/predictions/output_bias");

  // What is before the last dot of a name; the last part is the same in both, and so is the layer's
  // number.
  private static final Map<String, String> MODULES =
      Map.of(
          "embeddings.norm", "bert/embeddings/LayerNorm",
          "transform", "cls/predictions/transform/dense",
          "transform.norm", "cls/predictions/transform/LayerNorm",
          "attention_output", "attention/output/dense",
          "attention_norm", "attention/output/LayerNorm",
          "intermediate", "intermediate/dense",
          "output", "output/dense",
          "output_norm", "output/LayerNorm");

  private final Ops tf;
  private final Path prefix;

  Checkpoint(Ops tf, Path prefix) {
    this.tf = tf;
    this.prefix = prefix;
  }

  @Override
  public Operand<TFloat32> value(String weight) {
    if (EMBEDDINGS.containsKey(weight)) {
      return restore(EMBEDDINGS.get(weight));
    }
    String module = weight.substring(0, weight.lastIndexOf('.'));
    String part = "/" + weight.substring(weight.lastIndexOf('.') + 1);
    if (!module.startsWith("layer_")) {
      return restore(MODULES.get(module) + part);
    }
    String layer = "bert/encoder/" + module.substring(0, module.indexOf('.')) + "/";
    String inLayer = module.substring(module.indexOf('.') + 1);
    return inLayer.equals("qkv")
        ? queryKeyValue(layer + "attention/self/", part)
        : restore(layer + MODULES.get(inLayer) + part);
  }

  private Operand<TFloat32> queryKeyValue(String attention, String part) {
    List<Operand<TFloat32>> parts =
        List.of(
            restore(attention + "query" + part),
            restore(attention + "key" + part),
            restore(attention + "value" + part));
    return tf.concat(parts, tf.constant(-1));
  }

  private Operand<TFloat32> restore(String name) {
    return WeightSource.restore(tf, prefix, "module/" + name);
  }
}

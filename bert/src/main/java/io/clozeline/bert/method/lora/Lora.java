package io.clozeline.bert.method.lora;

import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.graph.Adaptation;
import io.clozeline.bert.graph.Target;
import io.clozeline.bert.method.Method;
import io.clozeline.bert.method.ModuleNames;
import io.clozeline.bert.method.Numbers;
import io.clozeline.bert.method.TrainedInputs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.tensorflow.types.family.TFloating;

/**
 * Low-rank updates (Hu et al., 2021): each target's product gains {@code scale · B · A}.
 *
 * @param r the rank
 * @param targets kept once each, in the order of {@link Target}
 * @param rankStabilized whether the scale is {@code alpha / sqrt(r)} (rsLoRA, Kalajdzievski 2023)
 *     and not {@code alpha / r}
 */
public record Lora(int r, double alpha, List<Target> targets, boolean rankStabilized)
    implements Method {
  /** As in tasks. */
  public static final String TEXT = "lora";

  static final String SCALE = "scale";

  public Lora {
    targets = targets.stream().distinct().sorted().toList();
    if (targets.isEmpty()) {
      throw new IllegalArgumentException("an adapter needs a target");
    }
    if (r < 1 || !(alpha > 0) || Double.isInfinite(alpha)) {
      throw new IllegalArgumentException("r " + r + " and alpha " + alpha + " must be above zero");
    }
  }

  /** With the scale {@code alpha / r}. */
  public Lora(int r, double alpha, List<Target> targets) {
    this(r, alpha, targets, false);
  }

  /** What the product of the factors is multiplied by. */
  public double scale() {
    return rankStabilized ? alpha / Math.sqrt(r) : alpha / r;
  }

  @Override
  public String text() {
    return TEXT;
  }

  /** {@code A: [r, in]} and {@code B: [out, r]} of each target, layer by layer. */
  @Override
  public Map<String, long[]> shapes(ModelInfo model) {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    for (LoraKey key : keys(model.layers())) {
      shapes.put(a(key), new long[] {r, key.target().in(model)});
      shapes.put(b(key), new long[] {key.target().out(model), r});
    }
    return shapes;
  }

  /** As PEFT starts them, A uniform after Kaiming and B zero, so that it begins as the base. */
  @Override
  public Map<String, float[]> start(ModelInfo model, Random random) {
    Map<String, float[]> start = new LinkedHashMap<>();
    for (LoraKey key : keys(model.layers())) {
      int in = key.target().in(model);
      start.put(a(key), Numbers.uniform((long) r * in, 1 / Math.sqrt(in), random));
      start.put(b(key), Numbers.all((long) key.target().out(model) * r, 0));
    }
    return start;
  }

  @Override
  public void requireFit(ModelInfo model) {
    if (r > model.hidden() || !Float.isFinite((float) scale())) {
      throw new IllegalArgumentException(
          "r is %d and alpha %s, expected r up to %d and a scale that fits a float"
              .formatted(r, alpha, model.hidden()));
    }
  }

  @Override
  public Object structure() {
    return List.of(TEXT, targets);
  }

  @Override
  public Map<String, Float> constants() {
    return Map.of(SCALE, (float) scale());
  }

  @Override
  public <T extends TFloating> Adaptation<T> trained(TrainedInputs<T> inputs) {
    return new TrainedLora<>(inputs, targets);
  }

  /** The name of a target's first factor. */
  public static String a(LoraKey key) {
    return ModuleNames.layer(key.layer(), key.target().module()) + ".lora_A.weight";
  }

  /** The name of a target's second factor. */
  public static String b(LoraKey key) {
    return ModuleNames.layer(key.layer(), key.target().module()) + ".lora_B.weight";
  }

  private List<LoraKey> keys(int layers) {
    List<LoraKey> keys = new ArrayList<>();
    for (int layer = 0; layer < layers; layer++) {
      for (Target target : targets) {
        keys.add(new LoraKey(layer, target));
      }
    }
    return keys;
  }
}

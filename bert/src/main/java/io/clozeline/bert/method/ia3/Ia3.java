package io.clozeline.bert.method.ia3;

import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.graph.Adaptation;
import io.clozeline.bert.graph.Place;
import io.clozeline.bert.graph.Target;
import io.clozeline.bert.method.Method;
import io.clozeline.bert.method.ModuleNames;
import io.clozeline.bert.method.Numbers;
import io.clozeline.bert.method.TrainedInputs;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.tensorflow.types.family.TFloating;

/**
 * (IA)³ (Liu et al., 2022): a vector for each target scales what comes out of it, or, of {@code
 * attention.output.dense} and {@code output.dense}, what goes in.
 *
 * @param targets kept once each, in the order of {@link Target}
 */
public record Ia3(List<Target> targets) implements Method {
  /** As in tasks. */
  public static final String TEXT = "ia3";

  /** Those of the paper. */
  public static final List<Target> DEFAULT = List.of(Target.KEY, Target.VALUE, Target.OUTPUT);

  public Ia3 {
    targets = targets.stream().distinct().sorted().toList();
    if (targets.isEmpty()) {
      throw new IllegalArgumentException("an adapter needs a target");
    }
  }

  /** Whether a target's vector scales what goes into it. */
  public static boolean scalesInput(Target target) {
    return target == Target.ATTENTION_OUTPUT || target == Target.OUTPUT;
  }

  /** Where a target's vector enters. */
  static Place place(Target target) {
    return switch (target) {
      case QUERY, KEY, VALUE -> Place.QKV;
      case ATTENTION_OUTPUT -> Place.CONTEXT;
      case INTERMEDIATE -> Place.INTERMEDIATE;
      case OUTPUT -> Place.ACTIVATED;
    };
  }

  static String name(int layer, Target target) {
    return ModuleNames.layer(layer, target.module()) + ".ia3_l";
  }

  @Override
  public String text() {
    return TEXT;
  }

  /** {@code [out, 1]}, or {@code [1, in]} where it scales what goes in, as PEFT has them. */
  @Override
  public Map<String, long[]> shapes(ModelInfo model) {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    for (int layer = 0; layer < model.layers(); layer++) {
      for (Target target : targets) {
        shapes.put(
            name(layer, target),
            scalesInput(target)
                ? new long[] {1, target.in(model)}
                : new long[] {target.out(model), 1});
      }
    }
    return shapes;
  }

  /** Ones, which change nothing. */
  @Override
  public Map<String, float[]> start(ModelInfo model, Random random) {
    return Numbers.all(shapes(model), 1);
  }

  @Override
  public Object structure() {
    return List.of(TEXT, targets);
  }

  @Override
  public <T extends TFloating> Adaptation<T> trained(TrainedInputs<T> inputs) {
    return new TrainedIa3<>(inputs, targets);
  }
}

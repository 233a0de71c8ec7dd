package io.clozeline.bert.method.bottleneck;

import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.graph.Adaptation;
import io.clozeline.bert.graph.Place;
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
 * Bottleneck adapters (Houlsby et al., 2019): behind the attention's output and behind the narrow
 * product, before either is added to what went in, {@code y} becomes {@code y + up(gelu(down(y)))}.
 *
 * @param width of the bottleneck
 */
public record Bottleneck(int width) implements Method {
  /** As in tasks. */
  public static final String TEXT = "adapter";

  static final List<Place> PLACES = List.of(Place.ATTENTION_OUTPUT, Place.OUTPUT);

  private static final double DEVIATION = 0.01;

  public Bottleneck {
    if (width < 1) {
      throw new IllegalArgumentException("a bottleneck has a width of one at least, not " + width);
    }
  }

  /** The name of a tensor: {@code part} is down or up, {@code what} weight or bias. */
  static String name(int layer, Place place, String part, String what) {
    String module = place == Place.OUTPUT ? "output" : "attention.output";
    return ModuleNames.layer(layer, module) + ".adapter_" + part + "." + what;
  }

  @Override
  public String text() {
    return TEXT;
  }

  @Override
  public Map<String, long[]> shapes(ModelInfo model) {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    int hidden = model.hidden();
    for (int layer = 0; layer < model.layers(); layer++) {
      for (Place place : PLACES) {
        shapes.put(name(layer, place, "down", "weight"), new long[] {width, hidden});
        shapes.put(name(layer, place, "down", "bias"), new long[] {width});
        shapes.put(name(layer, place, "up", "weight"), new long[] {hidden, width});
        shapes.put(name(layer, place, "up", "bias"), new long[] {hidden});
      }
    }
    return shapes;
  }

  /** Zeros on the way up, so that it begins as the base. */
  @Override
  public Map<String, float[]> start(ModelInfo model, Random random) {
    Map<String, float[]> start = new LinkedHashMap<>();
    shapes(model)
        .forEach(
            (name, shape) ->
                start.put(
                    name,
                    name.endsWith("down.weight")
                        ? Numbers.normal(Method.size(shape), DEVIATION, random)
                        : Numbers.all(Method.size(shape), 0)));
    return start;
  }

  @Override
  public void requireFit(ModelInfo model) {
    if (width > model.hidden()) {
      throw new IllegalArgumentException(
          "a bottleneck of " + width + " is wider than the model's " + model.hidden());
    }
  }

  @Override
  public Object structure() {
    return TEXT;
  }

  @Override
  public <T extends TFloating> Adaptation<T> trained(TrainedInputs<T> inputs) {
    return new TrainedBottleneck<>(inputs);
  }
}

package io.clozeline.bert.method.bitfit;

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
 * BitFit (Ben Zaken et al., 2022): every bias of the encoder, those of its layer norms included,
 * gains an update. The updates are kept, not their sums with the base's biases.
 */
public record BitFit() implements Method {
  /** As in tasks. */
  public static final String TEXT = "bitfit";

  private static final Map<Place, List<String>> MODULES =
      Map.of(
          Place.QKV,
          List.of("attention.self.query", "attention.self.key", "attention.self.value"),
          Place.ATTENTION_OUTPUT,
          List.of("attention.output.dense"),
          Place.ATTENTION_NORM,
          List.of("attention.output.LayerNorm"),
          Place.INTERMEDIATE,
          List.of("intermediate.dense"),
          Place.OUTPUT,
          List.of("output.dense"),
          Place.OUTPUT_NORM,
          List.of("output.LayerNorm"));

  /** The places of a layer, in their order. */
  static final List<Place> PLACES = MODULES.keySet().stream().sorted().toList();

  static final String EMBEDDINGS = ModuleNames.BASE + "bert.embeddings.LayerNorm.bias_update";

  /** The names of a place's updates, from left to right. */
  static List<String> names(int layer, Place place) {
    return MODULES.get(place).stream()
        .map(module -> ModuleNames.layer(layer, module) + ".bias_update")
        .toList();
  }

  @Override
  public String text() {
    return TEXT;
  }

  /** {@code [width]} each. */
  @Override
  public Map<String, long[]> shapes(ModelInfo model) {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    shapes.put(EMBEDDINGS, new long[] {model.hidden()});
    for (int layer = 0; layer < model.layers(); layer++) {
      for (Place place : PLACES) {
        List<String> names = names(layer, place);
        names.forEach(name -> shapes.put(name, new long[] {place.width(model) / names.size()}));
      }
    }
    return shapes;
  }

  /** Zeros, which change nothing. */
  @Override
  public Map<String, float[]> start(ModelInfo model, Random random) {
    return Numbers.all(shapes(model), 0);
  }

  @Override
  public Object structure() {
    return TEXT;
  }

  @Override
  public <T extends TFloating> Adaptation<T> trained(TrainedInputs<T> inputs) {
    return new TrainedBitFit<>(inputs);
  }
}

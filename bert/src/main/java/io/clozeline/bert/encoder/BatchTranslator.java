package io.clozeline.bert.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslatorContext;
import io.clozeline.bert.EncoderInput;
import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.graph.ServingGraph;
import io.clozeline.bert.graph.Site;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A batch to the graph's inputs, and the graph's output to vectors. */
final class BatchTranslator implements NoBatchifyTranslator<List<EncoderInput>, float[][][]> {
  private static final String BATCH = "batch";

  private final ModelInfo model;
  private final PackedAdapters adapters;

  BatchTranslator(ModelInfo model) {
    this.model = model;
    this.adapters = new PackedAdapters(model);
  }

  @Override
  public NDList processInput(TranslatorContext context, List<EncoderInput> batch) {
    context.setAttachment(BATCH, batch);
    NDManager manager = context.getNDManager();
    PaddedBatch padded = PaddedBatch.of(batch);
    Shape tokens = new Shape(batch.size(), padded.seq());
    Map<String, NDArray> inputs =
        new TreeMap<>(); // the engine takes inputs in the order of their names
    inputs.put("input_ids", ints(manager, padded.inputIds(), tokens));
    inputs.put("type_ids", ints(manager, padded.typeIds(), tokens));
    inputs.put("lengths", ints(manager, padded.lengths(), new Shape(batch.size())));
    inputs.put("selected", ints(manager, padded.selected(), new Shape(padded.selected().length)));
    List<PackedAdapter> ofSequence = adapters.of(batch);
    for (Site site : Site.values()) {
      putFactors(manager, inputs, site, AdapterStack.of(ofSequence, site, model), batch.size());
    }
    return new NDList(inputs.values());
  }

  private void putFactors(
      NDManager manager,
      Map<String, NDArray> inputs,
      Site site,
      AdapterStack stack,
      int sequences) {
    int layers = model.layers();
    int ranks = stack.ranks();
    inputs.put(
        ServingGraph.loraInput(site, "a"),
        floats(manager, stack.a(), new Shape(layers, ranks, site.in(model))));
    inputs.put(
        ServingGraph.loraInput(site, "b"),
        floats(manager, stack.b(), new Shape(layers, ranks, site.out(model))));
    inputs.put(
        ServingGraph.loraInput(site, "ranks"),
        floats(manager, stack.ranksOfSequence(), new Shape(sequences, ranks)));
  }

  @Override
  @SuppressWarnings("unchecked") // what processInput attached
  public float[][][] processOutput(TranslatorContext context, NDList output) {
    List<EncoderInput> batch = (List<EncoderInput>) context.getAttachment(BATCH);
    return PaddedBatch.cut(output.singletonOrThrow().toFloatArray(), model.hidden(), batch);
  }

  private static NDArray ints(NDManager manager, int[] values, Shape shape) {
    return manager.create(IntBuffer.wrap(values), shape);
  }

  private static NDArray floats(NDManager manager, float[] values, Shape shape) {
    return manager.create(FloatBuffer.wrap(values), shape);
  }
}

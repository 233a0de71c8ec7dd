package io.clozeline.bert.tensorflow;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.clozeline.bert.EncoderInput;
import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.method.BatchFeed;
import io.clozeline.bert.method.Served;
import io.clozeline.bert.method.TunedBatch;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a batch feeds to a graph that serves some methods. */
final class BatchInputs {
  private final ModelInfo model;
  private final List<Served> methods;

  BatchInputs(ModelInfo model, List<Served> methods) {
    this.model = model;
    this.methods = methods;
  }

  /** The inputs in the order in which the engine takes them: that of their names. */
  NDList of(List<EncoderInput> batch, NDManager manager) {
    PaddedBatch padded = PaddedBatch.of(batch);
    var feed = new ArrayFeed(manager);
    feed.ints("input_ids", padded.inputIds(), batch.size(), padded.seq());
    feed.ints("type_ids", padded.typeIds(), batch.size(), padded.seq());
    feed.ints("lengths", padded.lengths(), batch.size());
    feed.ints("selected", padded.selected(), padded.selected().length);
    TunedBatch tuned =
        TunedBatch.of(batch.stream().map(EncoderInput::adapter).toList(), padded.seq());
    methods.forEach(method -> method.feed(tuned, model, feed));
    return new NDList(feed.inputs.values());
  }

  private static final class ArrayFeed implements BatchFeed {
    private final NDManager manager;
    private final Map<String, NDArray> inputs = new TreeMap<>();

    ArrayFeed(NDManager manager) {
      this.manager = manager;
    }

    @Override
    public void floats(String name, float[] values, long... shape) {
      inputs.computeIfAbsent(
          name, key -> manager.create(FloatBuffer.wrap(values), new Shape(shape)));
    }

    @Override
    public void ints(String name, int[] values, long... shape) {
      inputs.computeIfAbsent(name, key -> manager.create(IntBuffer.wrap(values), new Shape(shape)));
    }
  }
}

package io.clozeline.bert.tensorflow;

import ai.djl.Model;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.tensorflow.engine.TfSymbolBlock;
import ai.djl.training.ParameterStore;
import io.clozeline.bert.EncoderInput;
import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.serving.Signatures;
import java.util.List;

/**
 * The graph for adapters of any method, over the weights and in the session of a model that is
 * loaded. Its operations are prepared by its first batch.
 */
final class AnyMethod {
  private final Model model;
  private final int hidden;
  private final BatchInputs inputs;
  private final TfSymbolBlock block;

  AnyMethod(Model model, ModelInfo info) {
    this.model = model;
    this.hidden = info.hidden();
    this.inputs = new BatchInputs(info, Signatures.ANY.methods());
    var loaded = (TfSymbolBlock) model.getBlock();
    this.block = new TfSymbolBlock(loaded.getSavedModelBundle(), Signatures.ANY.key());
  }

  float[][][] encode(List<EncoderInput> batch) {
    try (NDManager manager = model.getNDManager().newSubManager()) {
      NDList output =
          block.forward(new ParameterStore(manager, false), inputs.of(batch, manager), false);
      return PaddedBatch.cut(output.singletonOrThrow().toFloatArray(), hidden, batch);
    }
  }
}

package io.clozeline.bert.tensorflow;

import ai.djl.ndarray.NDList;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslatorContext;
import io.clozeline.bert.EncoderInput;
import java.util.List;

/** A batch to the graph's inputs, and the graph's output to vectors. */
final class BatchTranslator implements NoBatchifyTranslator<List<EncoderInput>, float[][][]> {
  private static final String BATCH = "batch";

  private final BatchInputs inputs;
  private final int hidden;

  BatchTranslator(BatchInputs inputs, int hidden) {
    this.inputs = inputs;
    this.hidden = hidden;
  }

  @Override
  public NDList processInput(TranslatorContext context, List<EncoderInput> batch) {
    context.setAttachment(BATCH, batch);
    return inputs.of(batch, context.getNDManager());
  }

  @Override
  @SuppressWarnings("unchecked") // what processInput attached
  public float[][][] processOutput(TranslatorContext context, NDList output) {
    List<EncoderInput> batch = (List<EncoderInput>) context.getAttachment(BATCH);
    return PaddedBatch.cut(output.singletonOrThrow().toFloatArray(), hidden, batch);
  }
}

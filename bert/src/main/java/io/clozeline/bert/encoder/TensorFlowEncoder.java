package io.clozeline.bert.encoder;

import io.clozeline.bert.EncoderInput;
import io.clozeline.bert.ModelDirectory;
import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.Precision;
import io.clozeline.bert.setup.Progress;
import java.util.List;

/** The encoder on DJL's TensorFlow engine. */
public final class TensorFlowEncoder implements Encoder {
  private final ModelInfo model;
  private final Precision precision;

  private TensorFlowEncoder(ModelInfo model, Precision precision) {
    this.model = model;
    this.precision = precision;
  }

  /**
   * Loads the SavedModel of that precision; {@code intraOpThreads} native threads compute one
   * batch.
   */
  public static TensorFlowEncoder open(
      ModelDirectory directory, Precision precision, int intraOpThreads) {
    return new TensorFlowEncoder(directory.info(), precision);
  }

  @Override
  public ModelInfo model() {
    return model;
  }

  @Override
  public Precision precision() {
    return precision;
  }

  @Override
  public float[][][] encode(List<EncoderInput> batch) {
    throw new UnsupportedOperationException("not yet");
  }

  @Override
  public void warmUp(Progress progress) {
    throw new UnsupportedOperationException("not yet");
  }

  @Override
  public void close() {}
}

package io.clozeline.encoder.pass;

import io.clozeline.bert.EncoderInput;
import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.Precision;
import io.clozeline.bert.encoder.Encoder;
import io.clozeline.bert.setup.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Gives each selected position its input id, twice; fails on every batch with a sequence that is
 * poison.
 */
public final class FakeEncoder implements Encoder {
  public static final String TOKENIZER = "t";
  public static final String WEIGHTS = "w";

  public final List<Integer> batches = new ArrayList<>();
  private final Predicate<EncoderInput> poison;

  public FakeEncoder(Predicate<EncoderInput> poison) {
    this.poison = poison;
  }

  @Override
  public ModelInfo model() {
    return new ModelInfo("fake", true, 1, 2, 1, 4, 1_000, 64, WEIGHTS, TOKENIZER);
  }

  @Override
  public Precision precision() {
    return Precision.FP32;
  }

  @Override
  public float[][][] encode(List<EncoderInput> batch) {
    if (batch.stream().anyMatch(poison)) {
      throw new IllegalStateException("poison");
    }
    batches.add(batch.size());
    float[][][] vectors = new float[batch.size()][][];
    for (int i = 0; i < vectors.length; i++) {
      var sequence = batch.get(i).sequence();
      int[] selected = sequence.selected();
      vectors[i] = new float[selected.length][];
      for (int j = 0; j < selected.length; j++) {
        float id = sequence.inputIds()[selected[j]];
        vectors[i][j] = new float[] {id, id};
      }
    }
    return vectors;
  }

  @Override
  public void warmUp(Progress progress) {}

  @Override
  public void close() {}
}

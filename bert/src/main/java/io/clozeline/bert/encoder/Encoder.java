package io.clozeline.bert.encoder;

import io.clozeline.bert.EncoderInput;
import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.Precision;
import io.clozeline.bert.setup.Progress;
import java.util.List;

/**
 * A loaded model that encodes batches. Calls may come from several threads; they share the same
 * native threads.
 */
public interface Encoder extends AutoCloseable {

  /** Sizes and digests of the loaded model. */
  ModelInfo model();

  /** The number format that was loaded. */
  Precision precision();

  /** Tokens that a batch of sequences of these lengths computes, padding included. */
  default int computed(int... lengths) {
    return BatchPlan.paddedTokens(lengths);
  }

  /**
   * Encodes sequences as one batch, each under its own adapter or none.
   *
   * @param batch at least one input, none longer than the model's positions; cut by {@link
   *     BatchPlan}
   * @return {@code [sequence][selected][hidden]}, in the order of the batch
   */
  float[][][] encode(List<EncoderInput> batch);

  /**
   * Runs the shapes that traffic will meet first, so that the first real batch is not the slow one.
   */
  void warmUp(Progress progress);

  @Override
  void close();
}

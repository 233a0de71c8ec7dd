package io.clozeline.heads.calibration;

import io.clozeline.events.codec.BinaryCodec;
import io.clozeline.events.codec.Codec;

/**
 * The running mean of a task's log-probabilities over the texts of one partition.
 *
 * @param basis what the mean was taken under; another task version or base model starts afresh
 * @param texts how many texts the mean stands for, bounded by the memory of {@link LabelPrior}
 * @param mean the mean log-probability of each label, in the task's order
 */
public record Prior(String basis, double texts, double[] mean) {
  /** How a prior lies in its store and on the store's changelog. */
  public static final Codec<Prior> CODEC = BinaryCodec.of(Prior.class);

  /** The prior of {@code labels} labels before any text. */
  public static Prior none(String basis, int labels) {
    return new Prior(basis, 0, new double[labels]);
  }
}

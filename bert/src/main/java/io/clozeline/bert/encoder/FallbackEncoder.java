package io.clozeline.bert.encoder;

import io.clozeline.bert.EncoderInput;
import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.Precision;
import io.clozeline.bert.setup.Progress;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A fast encoder for nearly all of the traffic, and another of the same model for what it has no
 * code for, which is opened by the first batch that needs it and stays open.
 */
public final class FallbackEncoder implements Encoder {
  private final Encoder fast;
  private final Predicate<EncoderInput> computes;
  private final Supplier<Encoder> opening;
  private Encoder other;
  private boolean closed;

  /**
   * Opens nothing yet.
   *
   * @param computes whether {@code fast} has code for an input
   */
  public FallbackEncoder(
      Encoder fast, Predicate<EncoderInput> computes, Supplier<Encoder> opening) {
    this.fast = Objects.requireNonNull(fast);
    this.computes = Objects.requireNonNull(computes);
    this.opening = Objects.requireNonNull(opening);
  }

  @Override
  public ModelInfo model() {
    return fast.model();
  }

  @Override
  public Precision precision() {
    return fast.precision();
  }

  @Override
  public int computed(int... lengths) {
    return fast.computed(lengths);
  }

  @Override
  public float[][][] encode(List<EncoderInput> batch) {
    return batch.stream().allMatch(computes)
        ? fast.encode(batch)
        : Parts.encode(
            batch,
            computes::test,
            (computed, part) -> computed ? fast.encode(part) : other().encode(part));
  }

  private synchronized Encoder other() {
    if (closed) {
      throw new IllegalStateException("the encoder is closed");
    }
    if (other == null) {
      other = opening.get();
    }
    return other;
  }

  @Override
  public void warmUp(Progress progress) {
    fast.warmUp(progress);
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (other != null) {
      other.close();
    }
    fast.close();
  }
}

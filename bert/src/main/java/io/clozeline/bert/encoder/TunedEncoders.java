package io.clozeline.bert.encoder;

import io.clozeline.bert.EncoderInput;
import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.Precision;
import io.clozeline.bert.method.full.Full;
import io.clozeline.bert.setup.Progress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The base model's encoder, and one more for each fully tuned model that an adapter of a batch
 * names: what belongs to one model is a batch of its own there. An encoder is opened by the first
 * batch that needs it, which takes seconds. Safe for use by many threads as the encoders are.
 */
public final class TunedEncoders implements Encoder {
  /** Opens the encoder of a tuned model. */
  @FunctionalInterface
  public interface Opening {
    Encoder open(Full method);
  }

  private final Encoder base;
  private final Opening opening;
  private final Map<String, Held> open = new HashMap<>();
  private boolean closed;

  /** Nothing but {@code base} is open at first. */
  public TunedEncoders(Encoder base, Opening opening) {
    this.base = Objects.requireNonNull(base);
    this.opening = Objects.requireNonNull(opening);
  }

  /** An encoder, and whether it is still there; it is not closed while it computes. */
  private static final class Held {
    private Encoder encoder;
    private boolean over;

    /** Null when it was closed a moment ago. */
    synchronized float[][][] encode(Full method, Opening opening, List<EncoderInput> batch) {
      if (over) {
        return null;
      }
      if (encoder == null) {
        encoder = opening.open(method);
      }
      return encoder.encode(batch);
    }

    synchronized void close() {
      over = true;
      if (encoder != null) {
        encoder.close();
      }
    }
  }

  @Override
  public ModelInfo model() {
    return base.model();
  }

  @Override
  public Precision precision() {
    return base.precision();
  }

  @Override
  public int computed(int... lengths) {
    return base.computed(lengths);
  }

  @Override
  public float[][][] encode(List<EncoderInput> batch) {
    return batch.stream().noneMatch(input -> full(input) != null)
        ? base.encode(batch)
        : Parts.encode(
            batch,
            TunedEncoders::full,
            (method, part) -> method == null ? base.encode(part) : encode(method, part));
  }

  private float[][][] encode(Full method, List<EncoderInput> part) {
    List<EncoderInput> plain =
        part.stream().map(input -> new EncoderInput(input.sequence(), null)).toList();
    float[][][] vectors = null;
    while (vectors == null) {
      vectors = held(method).encode(method, opening, plain);
    }
    return vectors;
  }

  private synchronized Held held(Full method) {
    if (closed) {
      throw new IllegalStateException("the encoder is closed");
    }
    return open.computeIfAbsent(method.model(), key -> new Held());
  }

  /** The models whose encoders are open. */
  public synchronized Set<String> models() {
    return Set.copyOf(open.keySet());
  }

  /** Closes the encoders of all other models. */
  public void retain(Collection<String> models) {
    List<Held> over = new ArrayList<>();
    synchronized (this) {
      open.entrySet().removeIf(e -> !models.contains(e.getKey()) && over.add(e.getValue()));
    }
    over.forEach(Held::close);
  }

  @Override
  public void warmUp(Progress progress) {
    base.warmUp(progress);
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    retain(Set.of());
    base.close();
  }

  private static Full full(EncoderInput input) {
    return input.adapter() != null && input.adapter().method() instanceof Full full ? full : null;
  }
}

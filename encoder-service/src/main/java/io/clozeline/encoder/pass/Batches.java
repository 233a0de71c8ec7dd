package io.clozeline.encoder.pass;

import io.clozeline.bert.EncoderInput;
import io.clozeline.bert.encoder.BatchPlan;
import io.clozeline.bert.encoder.Encoder;
import io.clozeline.bert.encoder.TokenBudget;
import io.clozeline.events.error.ErrorCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Encodes sequences in batches of similar length, equal ones under the same adapter once, whatever
 * text or task they are from, and not again while they are remembered. A batch that fails is halved
 * until the guilty sequence stands alone.
 */
public final class Batches {
  private static final float FLOAT16_END = 65_520; // from here on it rounds to infinity

  private final Encoder encoder;
  private final TokenBudget budget;
  private final Admission admission;
  private final Repeats repeats;
  private final PassListener listener;

  Batches(Encoder encoder, TokenBudget budget, Repeats repeats, PassListener listener) {
    this.encoder = encoder;
    this.budget = budget;
    this.repeats = repeats;
    this.admission = new Admission(encoder.model());
    this.listener = listener;
  }

  /**
   * What the model made of one sequence.
   *
   * @param vectors {@code [selected][hidden]}; null where it failed
   * @param failure null where it did not
   */
  public record Result(float[][] vectors, Outcome.Failed failure) {}

  /** One result for each input, in their order. */
  public List<Result> encode(List<EncoderInput> inputs) {
    Map<SharedSequence.Key, SharedSequence> distinct = new LinkedHashMap<>();
    List<SharedSequence> shared = new ArrayList<>(inputs.size());
    for (EncoderInput input : inputs) {
      var sequence =
          distinct.computeIfAbsent(
              SharedSequence.Key.of(input), key -> new SharedSequence(key, input));
      sequence.select(input.sequence().selected());
      shared.add(sequence);
    }
    listener.shared(inputs.size() - distinct.size());
    List<SharedSequence> fresh =
        distinct.values().stream().filter(sequence -> !sequence.recall(repeats)).toList();
    listener.repeated(distinct.size() - fresh.size());
    computeAll(fresh);
    return IntStream.range(0, inputs.size())
        .mapToObj(i -> shared.get(i).result(inputs.get(i).sequence().selected()))
        .toList();
  }

  private void computeAll(List<SharedSequence> sequences) {
    int[] lengths = sequences.stream().mapToInt(SharedSequence::length).toArray();
    for (int[] batch : BatchPlan.of(lengths, budget)) {
      encodeOrHalve(Arrays.stream(batch).mapToObj(sequences::get).toList());
    }
  }

  private void encodeOrHalve(List<SharedSequence> batch) {
    try {
      compute(batch);
    } catch (RuntimeException fault) {
      if (batch.size() > 1) {
        encodeOrHalve(batch.subList(0, batch.size() / 2));
        encodeOrHalve(batch.subList(batch.size() / 2, batch.size()));
      } else {
        admission.requireHealthy(encoder, fault);
        batch
            .get(0)
            .fail(
                new Outcome.Failed(
                    ErrorCode.MODEL_FAILURE,
                    "the model failed on this text alone: " + fault.getClass().getSimpleName()));
      }
    }
  }

  private void compute(List<SharedSequence> batch) {
    long started = System.nanoTime();
    float[][][] vectors = encoder.encode(batch.stream().map(SharedSequence::input).toList());
    requireFinite(vectors);
    for (int i = 0; i < vectors.length; i++) {
      batch.get(i).encoded(vectors[i]);
      batch.get(i).remember(repeats);
    }
    int[] lengths = batch.stream().mapToInt(SharedSequence::length).toArray();
    listener.batch(
        batch.size(),
        IntStream.of(lengths).sum(),
        encoder.computed(lengths),
        System.nanoTime() - started);
  }

  /**
   * One sequence's overflow may be its mates' too, which share the arithmetic of a batch: so it
   * fails the batch, and is found like any other fault.
   */
  private static void requireFinite(float[][][] vectors) {
    for (float[][] sequence : vectors) {
      for (float[] vector : sequence) {
        for (float number : vector) {
          if (!(Math.abs(number) < FLOAT16_END)) {
            throw new ArithmeticException("a vector is not finite");
          }
        }
      }
    }
  }
}

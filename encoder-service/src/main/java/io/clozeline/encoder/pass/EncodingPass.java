package io.clozeline.encoder.pass;

import io.clozeline.bert.EncoderInput;
import io.clozeline.bert.Sequence;
import io.clozeline.bert.encoder.BatchPlan;
import io.clozeline.bert.encoder.Encoder;
import io.clozeline.bert.encoder.TokenBudget;
import io.clozeline.events.EncodedText;
import io.clozeline.events.Encoding;
import io.clozeline.events.TokenSequence;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.events.stage.Expiry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * Encodes texts in batches of similar length, across texts and tasks, and gives the outcomes in the
 * order of the requests. A batch that fails is halved until the guilty sequence stands alone: its
 * text fails, its batch mates do not.
 */
public final class EncodingPass {
  private static final float FLOAT16_END = 65_520; // from here on it rounds to infinity

  private final Encoder encoder;
  private final TokenBudget budget;
  private final Admission admission;
  private final PassListener listener;
  private final LongSupplier clock;

  public EncodingPass(
      Encoder encoder, TokenBudget budget, PassListener listener, LongSupplier clock) {
    this.encoder = encoder;
    this.budget = budget;
    this.admission = new Admission(encoder.model());
    this.listener = listener;
    this.clock = clock;
  }

  /** One outcome for each request, in their order. */
  public List<Outcome> encode(List<Request> requests) {
    long started = clock.getAsLong();
    Outcome.Failed[] refused = new Outcome.Failed[requests.size()];
    List<List<Place>> places = new ArrayList<>(requests.size());
    for (int i = 0; i < refused.length; i++) {
      try {
        Request request = requests.get(i);
        Expiry.check(request.at(), started, request.text().maxAgeMillis());
        admission.check(requests.get(i).text());
        places.add(places(requests.get(i)));
      } catch (EventException e) {
        refused[i] = new Outcome.Failed(e.code(), e.getMessage());
        places.add(List.of());
      }
    }
    computeAll(places);
    long now = clock.getAsLong();
    return IntStream.range(0, refused.length)
        .mapToObj(
            i -> refused[i] != null ? refused[i] : outcome(requests.get(i), places.get(i), now))
        .toList();
  }

  private void computeAll(List<List<Place>> places) {
    List<Place> all = places.stream().flatMap(List::stream).toList();
    int[] lengths = all.stream().mapToInt(p -> p.input.sequence().length()).toArray();
    for (int[] batch : BatchPlan.of(lengths, budget)) {
      encodeOrHalve(Arrays.stream(batch).mapToObj(all::get).toList());
    }
  }

  /** A sequence of a request, and what the model made of it. */
  private static final class Place {
    private final EncoderInput input;
    private float[][] vectors; // [selected][hidden]
    private Outcome.Failed failure;

    Place(EncoderInput input) {
      this.input = input;
    }
  }

  private static List<Place> places(Request request) {
    return request.text().sequences().stream()
        .map(s -> new Place(new EncoderInput(sequence(s), request.adapter())))
        .toList();
  }

  private static Sequence sequence(TokenSequence tokens) {
    return new Sequence(tokens.inputIds(), tokens.typeIds(), tokens.selected());
  }

  private void encodeOrHalve(List<Place> batch) {
    try {
      compute(batch);
    } catch (RuntimeException fault) {
      if (batch.size() > 1) {
        encodeOrHalve(batch.subList(0, batch.size() / 2));
        encodeOrHalve(batch.subList(batch.size() / 2, batch.size()));
      } else {
        admission.requireHealthy(encoder, fault);
        batch.get(0).failure =
            new Outcome.Failed(
                ErrorCode.MODEL_FAILURE,
                "the model failed on this text alone: " + fault.getClass().getSimpleName());
      }
    }
  }

  private void compute(List<Place> batch) {
    long started = System.nanoTime();
    float[][][] vectors = encoder.encode(batch.stream().map(p -> p.input).toList());
    requireFinite(vectors);
    IntStream.range(0, vectors.length).forEach(i -> batch.get(i).vectors = vectors[i]);
    int[] lengths = batch.stream().mapToInt(p -> p.input.sequence().length()).toArray();
    listener.batch(
        batch.size(),
        IntStream.of(lengths).sum(),
        BatchPlan.paddedTokens(lengths),
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

  private Outcome outcome(Request request, List<Place> places, long now) {
    for (Place place : places) {
      if (place.failure != null) {
        return place.failure;
      }
    }
    int hidden = encoder.model().hidden();
    List<Encoding> encodings = places.stream().map(p -> Encoding.of(p.vectors, hidden)).toList();
    String digest = request.adapter() == null ? null : request.adapter().digest();
    return new Outcome.Encoded(
        EncodedText.of(request.text(), encoder.model().weightsDigest(), digest, now, encodings));
  }
}

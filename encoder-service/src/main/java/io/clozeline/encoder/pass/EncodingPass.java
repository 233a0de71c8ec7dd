package io.clozeline.encoder.pass;

import io.clozeline.bert.EncoderInput;
import io.clozeline.bert.Sequence;
import io.clozeline.bert.adapter.Adapter;
import io.clozeline.bert.encoder.Encoder;
import io.clozeline.bert.encoder.TokenBudget;
import io.clozeline.encoder.pass.Batches.Result;
import io.clozeline.events.EncodedText;
import io.clozeline.events.Encoding;
import io.clozeline.events.ShadowEncoding;
import io.clozeline.events.TokenSequence;
import io.clozeline.events.error.EventException;
import io.clozeline.events.stage.Expiry;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * Encodes texts in batches of similar length, across texts and tasks, and gives the outcomes in the
 * order of the requests. A sequence that fails the model fails its text, and no other's.
 */
public final class EncodingPass {
  private final Encoder encoder;
  private final Batches batches;
  private final Admission admission;
  private final Showing showing;
  private final LongSupplier clock;

  /** Encodes every text as {@code showing} shows it, and none again that {@code repeats} knows. */
  public EncodingPass(
      Encoder encoder,
      TokenBudget budget,
      Showing showing,
      Repeats repeats,
      PassListener listener,
      LongSupplier clock) {
    this.encoder = encoder;
    this.batches = new Batches(encoder, budget, repeats, listener);
    this.admission = new Admission(encoder.model());
    this.showing = showing;
    this.clock = clock;
  }

  /** The same, and remembers nothing. */
  public EncodingPass(
      Encoder encoder,
      TokenBudget budget,
      Showing showing,
      PassListener listener,
      LongSupplier clock) {
    this(encoder, budget, showing, Repeats.within(0), listener, clock);
  }

  /** Encodes every text as it is, and remembers nothing. */
  public EncodingPass(
      Encoder encoder, TokenBudget budget, PassListener listener, LongSupplier clock) {
    this(encoder, budget, Showing.NOTHING, listener, clock);
  }

  /** Tokens that the text costs, at most. */
  public int tokens(Request request) {
    int once = showing.tokens(request);
    return request.challenger() == null ? once : once + showing.tokens(request.ridden());
  }

  /** One outcome for each request, in their order. */
  public List<Outcome> encode(List<Request> requests) {
    long started = clock.getAsLong();
    Outcome[] outcomes = new Outcome[requests.size()];
    List<Request> admitted = new ArrayList<>(outcomes.length);
    for (int i = 0; i < outcomes.length; i++) {
      outcomes[i] = refusal(requests.get(i), started);
      if (outcomes[i] == null) {
        admitted.add(requests.get(i));
      }
    }
    var encoded = encodeAll(admitted).iterator();
    return IntStream.range(0, outcomes.length)
        .mapToObj(i -> outcomes[i] != null ? outcomes[i] : encoded.next())
        .toList();
  }

  /** Null for a text that may be encoded. */
  private Outcome refusal(Request request, long now) {
    try {
      Expiry.check(request.at(), now, request.text().maxAgeMillis());
      admission.check(request.text());
      return null;
    } catch (EventException e) {
      return new Outcome.Failed(e.code(), e.getMessage());
    }
  }

  private List<Outcome> encodeAll(List<Request> requests) {
    List<Shown> shown = showing.show(requests, batches);
    List<Shown> ridden = ridden(requests, shown);
    List<EncoderInput> inputs = new ArrayList<>();
    for (int i = 0; i < shown.size(); i++) {
      Request request = requests.get(i);
      List<TokenSequence> sequences = shown.get(i).sequences();
      sequences.forEach(s -> inputs.add(input(s, request.adapter())));
      contentFree(request).forEach(s -> inputs.add(input(s, request.adapter())));
      if (request.challenger() != null) {
        Adapter challenger = request.challenger().adapter();
        ridden.get(i).sequences().forEach(s -> inputs.add(input(s, challenger)));
      }
    }
    List<Result> results = batches.encode(inputs);
    long now = clock.getAsLong();
    List<Outcome> outcomes = new ArrayList<>(shown.size());
    int from = 0;
    for (int i = 0; i < shown.size(); i++) {
      Request request = requests.get(i);
      int sequences = shown.get(i).sequences().size();
      int to = from + sequences + contentFree(request).size();
      Outcome outcome = outcome(request, shown.get(i), results.subList(from, to), now);
      int end = request.challenger() == null ? to : to + ridden.get(i).sequences().size();
      List<Result> challengers = results.subList(to, end);
      outcomes.add(shadowed(outcome, request, shown.get(i), ridden.get(i), challengers));
      from = end;
    }
    return outcomes;
  }

  /** A challenger sees what the live one is shown; else what its own release says. */
  private List<Shown> ridden(List<Request> requests, List<Shown> shown) {
    List<Integer> others =
        IntStream.range(0, shown.size()).filter(i -> differs(requests.get(i))).boxed().toList();
    List<Shown> again =
        showing.show(others.stream().map(i -> requests.get(i).ridden()).toList(), batches);
    List<Shown> ridden = new ArrayList<>(shown);
    for (int i = 0; i < again.size(); i++) {
      ridden.set(others.get(i), again.get(i));
    }
    return ridden;
  }

  private boolean differs(Request request) {
    return request.challenger() != null
        && showing.shows(request) != showing.shows(request.ridden());
  }

  private static EncoderInput input(TokenSequence tokens, Adapter adapterOrNull) {
    return new EncoderInput(
        new Sequence(tokens.inputIds(), tokens.typeIds(), tokens.selected()), adapterOrNull);
  }

  /** A challenger that fails on a text says nothing of it; the text is served all the same. */
  private Outcome shadowed(
      Outcome outcome, Request request, Shown shown, Shown ridden, List<Result> challengers) {
    boolean fit = challengers.stream().allMatch(result -> result.failure() == null);
    return !challengers.isEmpty() && fit && outcome instanceof Outcome.Encoded encoded
        ? new Outcome.Encoded(
            encoded
                .text()
                .with(
                    new ShadowEncoding(
                        request.challenger().digest(),
                        encodings(ridden, challengers),
                        draws(shown, ridden))))
        : outcome;
  }

  /** Those of a challenger, null where they are the text's own. */
  private static Integer draws(Shown shown, Shown ridden) {
    boolean same = Objects.equals(shown.draws(), ridden.draws());
    return same ? null : Objects.requireNonNullElse(ridden.draws(), 1);
  }

  /** One for each sequence that was shown. */
  private List<Encoding> encodings(Shown shown, List<Result> results) {
    return IntStream.range(0, shown.sequences().size())
        .mapToObj(i -> encoding(results.get(i)).at(offsets(shown.sequences().get(i))))
        .toList();
  }

  /** What is asked of no text frees the base model of its bias; an adapter answers as trained. */
  private static List<TokenSequence> contentFree(Request request) {
    var contentFree = request.text().contentFree();
    return contentFree == null || request.adapter() != null ? List.of() : contentFree;
  }

  private Outcome outcome(Request request, Shown shown, List<Result> results, long now) {
    for (Result result : results) {
      if (result.failure() != null) {
        return result.failure();
      }
    }
    int sequences = shown.sequences().size();
    boolean plain = contentFree(request).isEmpty();
    return new Outcome.Encoded(
        EncodedText.of(
            request.text(),
            encoder.model().weightsDigest(),
            request.adapter() == null ? null : request.adapter().digest(),
            now,
            encodings(shown, results),
            plain
                ? null
                : results.subList(sequences, results.size()).stream().map(this::encoding).toList(),
            shown.draws()));
  }

  private Encoding encoding(Result result) {
    return Encoding.of(result.vectors(), encoder.model().hidden());
  }

  /** Those of the selected positions, null where the sequence has none. */
  private static int[] offsets(TokenSequence sequence) {
    int[] all = sequence.offsets();
    if (all.length == 0) {
      return null;
    }
    int[] offsets = new int[2 * sequence.selected().length];
    for (int i = 0; i < sequence.selected().length; i++) {
      offsets[2 * i] = all[2 * sequence.selected()[i]];
      offsets[2 * i + 1] = all[2 * sequence.selected()[i] + 1];
    }
    return offsets;
  }
}

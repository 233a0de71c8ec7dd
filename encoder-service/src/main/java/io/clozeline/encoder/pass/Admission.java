package io.clozeline.encoder.pass;

import io.clozeline.bert.EncoderInput;
import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.Sequence;
import io.clozeline.bert.encoder.Encoder;
import io.clozeline.events.Limits;
import io.clozeline.events.TokenSequence;
import io.clozeline.events.TokenizedText;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import java.util.List;
import java.util.stream.Stream;

/** What the model can take, checked before it is asked. */
final class Admission {
  /** Minutes of a slow machine: less than the broker waits for the next poll. */
  static final int MAX_TOKENS = 1 << 18;

  private final ModelInfo model;

  Admission(ModelInfo model) {
    this.model = model;
  }

  void check(TokenizedText text) {
    if (!text.tokenizer().equals(model.tokenizerDigest())) {
      throw refused(
          "tokenized with the vocabulary " + text.tokenizer() + ", not " + model.tokenizerDigest());
    }
    if (text.sequences().isEmpty()) {
      throw refused("no sequence");
    }
    all(text).forEach(this::check);
    checkSize(text);
  }

  /**
   * Throws when the model fails on the simplest input too: then the deployment is at fault, not a
   * record.
   */
  void requireHealthy(Encoder encoder, RuntimeException fault) {
    try {
      encoder.encode(
          List.of(new EncoderInput(new Sequence(new int[1], new int[1], new int[1]), null)));
    } catch (RuntimeException again) {
      again.addSuppressed(fault);
      throw new IllegalStateException("the model cannot encode anything", again);
    }
  }

  private void check(TokenSequence sequence) {
    if (sequence.length() > model.maxPositions()) {
      throw refused(sequence.length() + " tokens, more than the model's " + model.maxPositions());
    }
    for (int id : sequence.inputIds()) {
      if (id < 0 || id >= model.vocabulary()) {
        throw refused("input id " + id + " is outside the vocabulary of " + model.vocabulary());
      }
    }
    for (int type : sequence.typeIds()) {
      if (type < 0 || type > 1) {
        throw refused("type id " + type + " is neither 0 nor 1");
      }
    }
  }

  /** What would keep the model busy past all limits, or come out larger than a record. */
  private void checkSize(TokenizedText text) {
    if (text.tokens() > MAX_TOKENS) {
      throw tooLarge(text.tokens() + " tokens in one record, more than " + MAX_TOKENS);
    }
    long vectors = all(text).mapToLong(s -> s.selected().length).sum();
    long bytes = vectors * model.hidden() * Short.BYTES;
    if (bytes > Limits.RECORD_BYTES) {
      throw tooLarge(vectors + " vectors have " + bytes + " bytes, over " + Limits.RECORD_BYTES);
    }
  }

  private static Stream<TokenSequence> all(TokenizedText text) {
    return Stream.concat(
        text.sequences().stream(), Stream.ofNullable(text.contentFree()).flatMap(List::stream));
  }

  private static EventException tooLarge(String cause) {
    return new EventException(ErrorCode.RECORD_TOO_LARGE, cause);
  }

  private static EventException refused(String cause) {
    return new EventException(ErrorCode.MALFORMED_BINARY, cause);
  }
}

package io.clozeline.encoder.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.bert.encoder.TokenBudget;
import io.clozeline.encoder.Broker;
import io.clozeline.encoder.HeardOutcomes;
import io.clozeline.encoder.adapter.LiveAdapters;
import io.clozeline.encoder.pass.EncodingPass;
import io.clozeline.encoder.pass.FakeEncoder;
import io.clozeline.events.TokenSequence;
import io.clozeline.events.TokenizedText;
import io.clozeline.events.error.DeadLetter;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.topic.Topic;
import io.clozeline.events.topic.Topics;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The loop on a real broker, among records that fail the model or could stall the loop. */
@Timeout(120)
class PoisonTest {
  private static final int POISON = 666;
  private static final int TEXTS = 60;
  private static final Set<Integer> GUILTY = Set.of(7, 8, 31, 59);

  @Test
  void onlyTheGuiltyAreDeadLettersAndTheOthersAreEncodedInOrder() {
    try (var broker = new Broker()) {
      // Given
      for (int i = 0; i < TEXTS; i++) {
        broker.send(
            Topics.TOKENS, "d" + i, text("d" + i, sequence(GUILTY.contains(i) ? POISON : 1 + i)));
      }
      broker.send(Topics.TOKENS.name(), "garbage", new byte[] {9});
      broker.send(Topics.TOKENS, "endless", endless());
      broker.send(Topics.TOKENS, "key", text("another", sequence(1)));
      broker.send(Topics.TOKENS, "last", text("last", sequence(1)));
      var heard = new HeardOutcomes();
      var fatal = new AtomicReference<Throwable>();
      // When
      try (var stream = stream(broker, heard, fatal)) {
        stream.start();
        var encodings = broker.read(Topics.ENCODINGS.name(), TEXTS - GUILTY.size() + 1);
        var letters =
            broker.read(Topics.TOKENS.deadLetters(), GUILTY.size() + 3).stream()
                .map(DeadLetter::of)
                .toList();
        // Then
        assertEquals(expectedKeys(), encodings.stream().map(r -> Topic.key(r.key())).toList());
        var codes = new TreeMap<String, ErrorCode>();
        letters.forEach(letter -> codes.put(Topic.key(letter.key()), letter.code()));
        var expected = new TreeMap<String, ErrorCode>();
        GUILTY.forEach(i -> expected.put("d" + i, ErrorCode.MODEL_FAILURE));
        expected.put("garbage", ErrorCode.MALFORMED_BINARY);
        expected.put("endless", ErrorCode.RECORD_TOO_LARGE);
        expected.put("key", ErrorCode.KEY_MISMATCH);
        assertEquals(expected, codes);
        assertEquals(expected.size(), letters.size());
        assertEquals(encodings.size(), heard.values());
        assertEquals(letters.size(), heard.deadLetters().size());
        assertTrue(stream.running());
        assertNull(fatal.get());
      }
    }
  }

  private static List<String> expectedKeys() {
    return IntStream.rangeClosed(0, TEXTS)
        .filter(i -> !GUILTY.contains(i))
        .mapToObj(i -> i == TEXTS ? "last" : "d" + i)
        .toList();
  }

  private static EncoderStream stream(
      Broker broker, HeardOutcomes heard, AtomicReference<Throwable> fatal) {
    var pass =
        new EncodingPass(
            new FakeEncoder(input -> input.sequence().inputIds()[0] == POISON),
            new TokenBudget(256, 16),
            (sequences, tokens, padded, nanos) -> {},
            () -> 3);
    return new EncoderStream(
        new EncoderStream.Settings("encoder-1", 512, 16_384),
        broker.clientConfig(),
        pass,
        new LiveAdapters((task, digest) -> {}),
        heard,
        fatal::set);
  }

  /** A record that would keep a slow model busy for minutes. */
  private static TokenizedText endless() {
    var sequence = new TokenSequence(new int[64], new int[64], new int[] {1}, null, 0);
    return text("endless", Collections.nCopies(5_000, sequence).toArray(TokenSequence[]::new));
  }

  private static TokenSequence sequence(int id) {
    return new TokenSequence(new int[] {id, 2, 3}, new int[3], new int[] {1}, null, 0);
  }

  private static TokenizedText text(String id, TokenSequence... sequences) {
    return new TokenizedText(
        id, "task", "v1", FakeEncoder.TOKENIZER, 3, false, 1, 1, 2, List.of(sequences));
  }
}

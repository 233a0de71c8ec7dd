package io.clozeline.encoder.pass;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.bert.adapter.Adapter;
import io.clozeline.bert.adapter.AdapterConfig;
import io.clozeline.bert.encoder.TokenBudget;
import io.clozeline.bert.graph.Target;
import io.clozeline.bert.method.lora.Lora;
import io.clozeline.encoder.adapter.Serving;
import io.clozeline.events.TokenSequence;
import io.clozeline.events.TokenizedText;
import io.clozeline.events.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncodingPassTest {
  private static final int POISON = 666;
  private static final PassListener SILENT = (sequences, tokens, padded, nanos) -> {};

  private final FakeEncoder encoder =
      new FakeEncoder(input -> input.sequence().inputIds()[0] == POISON);

  @Test
  void keepsTheOrderOfTheRequestsWhateverTheLengths() {
    // Given
    var random = new Random(1);
    List<Request> requests = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      requests.add(request("d" + i, sequence(i + 1, 1 + random.nextInt(60))));
    }
    // When
    var outcomes = pass(256, 8).encode(requests);
    // Then
    for (int i = 0; i < 100; i++) {
      var encoded = assertInstanceOf(Outcome.Encoded.class, outcomes.get(i)).text();
      assertEquals("d" + i, encoded.id());
      assertEquals(i + 1, encoded.sequences().get(0).vector(0)[1]);
    }
  }

  @Test
  void keepsEverySequenceOfATextInItsOrder() {
    // Given
    var request = request("d", sequence(5, 40), sequence(6, 3), sequence(7, 20));
    // When
    var outcome = pass(64, 2).encode(List.of(request)).get(0);
    // Then
    var encoded = assertInstanceOf(Outcome.Encoded.class, outcome).text();
    assertEquals(
        List.of(5f, 6f, 7f), encoded.sequences().stream().map(s -> s.vector(0)[0]).toList());
    assertEquals(FakeEncoder.WEIGHTS, encoded.base());
    assertNull(encoded.adapterDigest());
    assertEquals(99, encoded.encodedAt());
  }

  @Test
  void failsOnlyTheGuiltyTextOfABatch() {
    // Given
    List<Request> requests = new ArrayList<>();
    IntStream.range(0, 20)
        .forEach(i -> requests.add(request("d" + i, sequence(i == 7 ? POISON : 1 + i, 10))));
    // When
    var outcomes = pass(1_024, 64).encode(requests);
    // Then
    for (int i = 0; i < 20; i++) {
      if (i == 7) {
        var failed = assertInstanceOf(Outcome.Failed.class, outcomes.get(i));
        assertEquals(ErrorCode.MODEL_FAILURE, failed.code());
      } else {
        assertInstanceOf(Outcome.Encoded.class, outcomes.get(i));
      }
    }
  }

  @Test
  void blamesTheDeploymentWhenTheModelFailsOnEverything() {
    // Given
    var broken =
        new EncodingPass(new FakeEncoder(input -> true), new TokenBudget(100, 10), SILENT, () -> 0);
    var requests = List.of(request("d", sequence(1, 4)));
    // When
    var thrown = assertThrows(IllegalStateException.class, () -> broken.encode(requests));
    // Then
    assertTrue(thrown.getMessage().contains("cannot encode anything"), thrown.getMessage());
  }

  @Test
  void refusesWhatTheModelCannotTake() {
    // Given
    var requests =
        List.of(
            request("long", sequence(1, 65)),
            request("id", sequence(1_000, 3)),
            request("none"),
            new Request(text("vocabulary", "other", List.of(sequence(1, 3))), 1, null),
            request("good", sequence(1, 64)));
    // When
    var outcomes = pass(32, 4).encode(requests);
    // Then
    for (int i = 0; i < 4; i++) {
      var failed = assertInstanceOf(Outcome.Failed.class, outcomes.get(i));
      assertEquals(ErrorCode.MALFORMED_BINARY, failed.code(), failed.cause());
    }
    assertInstanceOf(Outcome.Encoded.class, outcomes.get(4));
  }

  @ParameterizedTest
  @CsvSource({"-1, 1, true", "49, 50, true", "48, 50, false", "48, , true", "200, 50, true"})
  void refusesATextThatIsOlderThanItsTaskLetsItBe(long at, Long maxAge, boolean encoded) {
    // Given a text of this age at the time 99
    var text =
        new TokenizedText(
            "d",
            "task",
            "v1",
            FakeEncoder.TOKENIZER,
            3,
            false,
            1,
            1,
            2,
            List.of(sequence(1, 3)),
            maxAge,
            null);
    // When
    var outcome = pass(64, 8).encode(List.of(new Request(text, at, null))).get(0);
    // Then
    assertEquals(encoded, outcome instanceof Outcome.Encoded);
    assertEquals(encoded, !encoder.batches.isEmpty(), "a text that is too old costs nothing");
    if (outcome instanceof Outcome.Failed failed) {
      assertEquals(ErrorCode.EXPIRED, failed.code());
      assertEquals(
          "the text is PT0.051S old, more than its task's maxAge of PT0.05S", failed.cause());
    }
  }

  @Test
  void encodesATextOfManyWindowsInBatchesOfTheBudget() {
    // Given
    TokenSequence[] windows =
        IntStream.range(0, 256).mapToObj(i -> sequence(1 + i, 64)).toArray(TokenSequence[]::new);
    // When
    var outcome = pass(128, 64).encode(List.of(request("d", windows))).get(0);
    // Then
    var encoded = assertInstanceOf(Outcome.Encoded.class, outcome).text();
    assertEquals(256, encoded.sequences().size());
    assertEquals(256, encoded.sequences().get(255).vector(0)[0]);
    assertEquals(128, encoder.batches.size());
    assertTrue(encoder.batches.stream().allMatch(sequences -> sequences == 2));
  }

  @Test
  void countsPaddingThatTheModelComputes() {
    // Given
    List<int[]> seen = new ArrayList<>();
    var pass =
        new EncodingPass(
            encoder,
            new TokenBudget(1_024, 64),
            (sequences, tokens, padded, nanos) -> seen.add(new int[] {sequences, tokens, padded}),
            () -> 0);
    // When
    pass.encode(List.of(request("a", sequence(1, 9)), request("b", sequence(2, 12))));
    // Then
    assertEquals(21, seen.stream().mapToInt(s -> s[1]).sum());
    assertTrue(seen.stream().mapToInt(s -> s[2]).sum() >= 21);
  }

  @Test
  void encodesEqualSequencesOnceWhateverTextTheyAreFrom() {
    // Given two texts of the same sequence, which need other positions of it
    int[] ids = {7, 8, 9, 10};
    var ends = new TokenSequence(ids, new int[4], new int[] {0, 3}, null, 0);
    var middle = new TokenSequence(ids, new int[4], new int[] {1, 3}, null, 5);
    var pair = new TokenSequence(ids, new int[] {0, 0, 1, 1}, new int[] {1}, null, 0);
    var counted = new Counted();
    var pass = new EncodingPass(encoder, new TokenBudget(64, 8), counted, () -> 0);
    // When
    var outcomes =
        pass.encode(List.of(request("a", ends), request("b", middle, ends), request("c", pair)));
    // Then
    assertEquals(List.of(List.of(7f, 10f)), firsts(outcomes.get(0)));
    assertEquals(List.of(List.of(8f, 10f), List.of(7f, 10f)), firsts(outcomes.get(1)));
    assertEquals(List.of(List.of(8f)), firsts(outcomes.get(2)));
    assertEquals(2, counted.sequences);
    assertEquals(2, counted.shared);
  }

  @Test
  void sharesNoSequenceBetweenAdapters() {
    // Given
    var counted = new Counted();
    var pass = new EncodingPass(encoder, new TokenBudget(64, 8), counted, () -> 0);
    var text = text("d", FakeEncoder.TOKENIZER, List.of(sequence(1, 4)));
    // When
    pass.encode(
        List.of(
            new Request(text, 1, null),
            new Request(text, 1, adapter("one")),
            new Request(text, 1, adapter("two")),
            new Request(text, 1, adapter("two"))));
    // Then
    assertEquals(3, counted.sequences);
    assertEquals(1, counted.shared);
  }

  @Test
  void aChallengerEncodesTheSameSequencesBeside() {
    // Given
    var counted = new Counted();
    var pass = new EncodingPass(encoder, new TokenBudget(64, 8), counted, () -> 0);
    var text = text("d", FakeEncoder.TOKENIZER, List.of(sequence(1, 4), sequence(2, 3)));
    Request ridden = ridden(text);
    // When
    var outcomes =
        pass.encode(List.of(request("c", sequence(5, 4)), ridden, request("e", sequence(6, 4))));
    // Then
    var encoded = assertInstanceOf(Outcome.Encoded.class, outcomes.get(1)).text();
    assertEquals("one", encoded.adapterDigest());
    assertEquals("two", encoded.shadow().adapterDigest());
    assertEquals(encoded.sequences(), encoded.shadow().sequences());
    assertNull(assertInstanceOf(Outcome.Encoded.class, outcomes.get(2)).text().shadow());
    assertEquals(List.of(List.of(6f)), firsts(outcomes.get(2)));
    assertEquals(6, counted.sequences);
    assertEquals(14, pass.tokens(ridden));
  }

  @Test
  void aChallengerThatFailsCostsNoTextItsVectors() {
    // Given
    var faulty =
        new FakeEncoder(input -> input.adapter() != null && input.adapter().digest().equals("two"));
    var pass = new EncodingPass(faulty, new TokenBudget(64, 8), SILENT, () -> 0);
    var text = text("d", FakeEncoder.TOKENIZER, List.of(sequence(1, 4)));
    // When
    var outcome = pass.encode(List.of(ridden(text))).get(0);
    // Then
    var encoded = assertInstanceOf(Outcome.Encoded.class, outcome).text();
    assertEquals("one", encoded.adapterDigest());
    assertNull(encoded.shadow());
  }

  @Test
  void failsEveryTextThatSharesTheGuiltySequence() {
    // When
    var outcomes =
        pass(1_024, 64)
            .encode(
                List.of(
                    request("a", sequence(POISON, 4)),
                    request("b", sequence(1, 4)),
                    request("c", sequence(1, 4), sequence(POISON, 4))));
    // Then
    assertInstanceOf(Outcome.Failed.class, outcomes.get(0));
    assertInstanceOf(Outcome.Encoded.class, outcomes.get(1));
    assertInstanceOf(Outcome.Failed.class, outcomes.get(2));
  }

  @Test
  void copiesTheOffsetsOfTheSelectedPositions() {
    // Given
    int[] offsets = {-1, -1, 0, 3, 4, 9, -1, -1};
    var sequence =
        new TokenSequence(new int[] {1, 2, 3, 4}, new int[4], new int[] {0, 2}, offsets, 0);
    // When
    var outcome = pass(64, 8).encode(List.of(request("d", sequence, sequence(5, 3)))).get(0);
    // Then
    var encoded = assertInstanceOf(Outcome.Encoded.class, outcome).text();
    assertArrayEquals(new int[] {-1, -1, 4, 9}, encoded.sequences().get(0).offsets());
    assertNull(encoded.sequences().get(1).offsets());
  }

  @Test
  void encodesWhatIsAskedOfNoTextForTheBaseModelAlone() {
    // Given
    var text =
        new TokenizedText(
            "d",
            "task",
            "v1",
            FakeEncoder.TOKENIZER,
            3,
            false,
            1,
            1,
            2,
            List.of(sequence(1, 3)),
            null,
            List.of(sequence(8, 2), sequence(9, 2)));
    // When
    var outcomes =
        pass(64, 8)
            .encode(List.of(new Request(text, 1, null), new Request(text, 1, adapter("one"))));
    // Then
    var base = assertInstanceOf(Outcome.Encoded.class, outcomes.get(0)).text();
    var adapted = assertInstanceOf(Outcome.Encoded.class, outcomes.get(1)).text();
    assertEquals(List.of(8f, 9f), base.contentFree().stream().map(s -> s.vector(0)[0]).toList());
    assertEquals(1, base.sequences().size());
    assertNull(base.draws());
    assertNull(adapted.contentFree());
  }

  @Test
  void refusesWhatIsAskedOfNoTextWhereTheModelCannotTakeIt() {
    // Given
    var text =
        new TokenizedText(
            "d",
            "task",
            "v1",
            FakeEncoder.TOKENIZER,
            3,
            false,
            1,
            1,
            2,
            List.of(sequence(1, 3)),
            null,
            List.of(sequence(1_000, 2)));
    // When
    var outcome = pass(64, 8).encode(List.of(new Request(text, 1, null))).get(0);
    // Then
    assertEquals(
        ErrorCode.MALFORMED_BINARY, assertInstanceOf(Outcome.Failed.class, outcome).code());
  }

  private static final class Counted implements PassListener {
    private int sequences;
    private int shared;

    @Override
    public void batch(int sequences, int tokens, int padded, long nanos) {
      this.sequences += sequences;
    }

    @Override
    public void shared(int sequences) {
      this.shared += sequences;
    }
  }

  private static List<List<Float>> firsts(Outcome outcome) {
    return assertInstanceOf(Outcome.Encoded.class, outcome).text().sequences().stream()
        .map(s -> IntStream.range(0, s.selected()).mapToObj(i -> s.vector(i)[0]).toList())
        .toList();
  }

  private static Adapter adapter(String digest) {
    var config =
        new AdapterConfig(
            "m", "w", "task", new Lora(1, 1, List.of(Target.QUERY)), List.of("a", "b"), true);
    return new Adapter(digest, config, Map.of(), null);
  }

  @Test
  void encodesNothingWithoutTroubles() {
    // When
    var outcomes = pass(64, 8).encode(List.of());
    // Then
    assertTrue(outcomes.isEmpty());
    assertTrue(encoder.batches.isEmpty());
  }

  private EncodingPass pass(int tokens, int sequences) {
    return new EncodingPass(encoder, new TokenBudget(tokens, sequences), SILENT, () -> 99);
  }

  private static Request request(String id, TokenSequence... sequences) {
    return new Request(text(id, FakeEncoder.TOKENIZER, List.of(sequences)), 1, null);
  }

  /** Live is "one", and "two" rides along. */
  private static Request ridden(TokenizedText text) {
    return new Request(
        text, 1, new Serving(adapter("one"), null), new Serving(adapter("two"), null));
  }

  private static TokenizedText text(String id, String tokenizer, List<TokenSequence> sequences) {
    return new TokenizedText(id, "task", "v1", tokenizer, 3, false, 1, 1, 2, sequences);
  }

  private static TokenSequence sequence(int id, int length) {
    int[] ids = new int[length];
    java.util.Arrays.fill(ids, id);
    return new TokenSequence(ids, new int[length], new int[] {length - 1}, null, 0);
  }
}

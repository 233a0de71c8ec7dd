package io.clozeline.encoder.demonstration;

import static io.clozeline.encoder.demonstration.GivenTasks.BAD;
import static io.clozeline.encoder.demonstration.GivenTasks.CLS;
import static io.clozeline.encoder.demonstration.GivenTasks.GOOD;
import static io.clozeline.encoder.demonstration.GivenTasks.MASK;
import static io.clozeline.encoder.demonstration.GivenTasks.SEP;
import static io.clozeline.encoder.demonstration.GivenTasks.example;
import static io.clozeline.encoder.demonstration.GivenTasks.put;
import static io.clozeline.encoder.demonstration.GivenTasks.sequence;
import static io.clozeline.encoder.demonstration.GivenTasks.text;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.bert.EncoderInput;
import io.clozeline.bert.encoder.TokenBudget;
import io.clozeline.encoder.pass.EncodingPass;
import io.clozeline.encoder.pass.FakeEncoder;
import io.clozeline.encoder.pass.Outcome;
import io.clozeline.encoder.pass.Request;
import io.clozeline.events.EncodedText;
import io.clozeline.events.TokenSequence;
import io.clozeline.events.TokenizedText;
import io.clozeline.events.task.Demonstrations;
import io.clozeline.events.task.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is encoded of texts of a task that shows demonstrations. */
class DemonstratingTest {
  private static final int POISON = 666;
  private static final String PATTERN = "{text} [MASK] [MASK]";

  private final List<int[]> encoded = new ArrayList<>();
  private final Pools pools = new Pools(GivenTasks.MODEL, () -> {});
  private final EncodingPass pass =
      new EncodingPass(
          new FakeEncoder(this::hear),
          new TokenBudget(1_024, 64),
          new Demonstrating(pools, GivenTasks.MODEL_POSITIONS),
          (sequences, tokens, padded, nanos) -> {},
          () -> 3);

  @Test
  void aTextIsShownAloneAndBesideAnExampleOfEachLabel() {
    // Given
    Task task = defined(1, 1, 64, PATTERN);
    put(pools, example(task, "a", "no", sequence(10)));
    put(pools, example(task, "b", "yes", sequence(11)));
    // When
    EncodedText text = encode(text(task, "d", sequence(20)));
    // Then in one of the two orders
    int[] no = {10, BAD, GOOD, SEP};
    int[] yes = {11, GOOD, SEP};
    int[] query = {CLS, 20, MASK, MASK, SEP};
    Set<List<Integer>> orders = Set.of(list(query, no, yes), list(query, yes, no));
    assertTrue(orders.contains(list(encoded.get(encoded.size() - 1))));
    assertArrayEquals(query, encoded.get(encoded.size() - 2));
    assertEquals(2, text.draws());
    assertEquals(2, text.sequences().size());
    assertEquals(2, text.sequences().get(0).selected());
    assertEquals(MASK, text.sequences().get(0).vector(0)[0]);
  }

  @Test
  void eachSequenceIsDrawnAsOftenAsTheTaskSaysWithTheExamplesOfItsPattern() {
    // Given two patterns, and examples whose words say of which pattern they are
    Task task = defined(1, 3, 64, PATTERN, "[MASK] [MASK] {text}");
    for (int i = 0; i < 8; i++) {
      put(pools, example(task, "a" + i, "no", sequence(100 + i), sequence(200 + i)));
      put(pools, example(task, "b" + i, "yes", sequence(110 + i), sequence(210 + i)));
    }
    // When
    EncodedText text = encode(text(task, "d", sequence(20), sequence(30)));
    // Then
    assertEquals(4, text.draws());
    assertEquals(8, text.sequences().size());
    var drawn = encoded.stream().filter(ids -> ids.length > 5).toList();
    assertTrue(drawn.size() > 2, "the draws differ");
    for (int[] ids : drawn) {
      int hundreds = ids[1] == 20 ? 100 : 200;
      assertTrue(
          Arrays.stream(ids).filter(id -> id >= 100).allMatch(id -> id / 100 * 100 == hundreds));
    }
  }

  @Test
  void withoutExamplesTheTextStaysAsItIs() {
    // Given
    Task task = defined(1, 4, 64, PATTERN);
    put(pools, example(task, "d", "no", sequence(10)));
    // When the only example is the text's own document
    EncodedText own = encode(text(task, "d", sequence(20)));
    Task other = GivenTasks.task(null, PATTERN);
    EncodedText plain = encode(text(other, "e", sequence(20)));
    // Then
    assertNull(own.draws());
    assertEquals(1, own.sequences().size());
    assertNull(plain.draws());
  }

  @Test
  void whatDoesNotFitIsLeftOut() {
    // Given room for one example of eight tokens, and a text that fills its window
    Task task = defined(1, 1, 64, PATTERN);
    int[] eight = {CLS, 10, 10, 10, 10, MASK, MASK, SEP};
    var longer = new TokenSequence(eight, new int[8], new int[] {5, 6}, null, 0);
    IntStream.range(0, 4)
        .forEach(i -> put(pools, example(task, "a" + i, i < 2 ? "no" : "yes", longer)));
    int[] ids = new int[64 - 7];
    Arrays.fill(ids, 20);
    ids[1] = MASK;
    ids[2] = MASK;
    int[] full = Arrays.copyOf(ids, 64);
    // When
    encode(
        text(task, "d", new TokenSequence(ids, new int[57], new int[] {1, 2}, null, 0)),
        text(task, "e", new TokenSequence(full, new int[64], new int[] {1, 2}, null, 0)));
    // Then
    var lengths = encoded.stream().map(each -> each.length).collect(Collectors.toSet());
    assertTrue(lengths.stream().allMatch(length -> length <= 64));
    assertTrue(lengths.contains(64) || lengths.contains(63));
  }

  @Test
  void anExampleIsEncodedOnceForAnAdapter() {
    // Given
    Task task = defined(1, 1, 64, PATTERN);
    put(pools, example(task, "a", "no", sequence(10)));
    // When
    encode(text(task, "d", sequence(20)));
    encode(text(task, "e", sequence(21)));
    // Then
    assertEquals(1, encoded.stream().filter(ids -> ids.length == 5 && ids[1] == 10).count());
  }

  @Test
  void anExampleThatFailsTheModelIsShownNoMoreAndNobodyElseFails() {
    // Given
    Task task = defined(1, 1, 64, PATTERN);
    put(pools, example(task, "a", "no", sequence(POISON)));
    put(pools, example(task, "b", "yes", sequence(11)));
    // When
    EncodedText text = encode(text(task, "d", sequence(20)));
    // Then
    assertEquals(2, text.draws());
    var pool = pools.of(task.name(), task.version()).orElseThrow();
    assertTrue(pool.examples().get(0).isEmpty());
    assertEquals(1, pool.examples().get(1).size());
  }

  @Test
  void aTextThatFailsTheModelFailsAloneAsItWouldWithoutExamples() {
    // Given
    Task task = defined(1, 1, 64, PATTERN);
    put(pools, example(task, "a", "no", sequence(10)));
    // When
    var outcomes =
        outcomes(
            text(task, "d", sequence(POISON)),
            text(task, "e", sequence(20)),
            text(task, "f", new TokenSequence(new int[] {7}, new int[1], new int[0], null, 0)));
    // Then
    assertInstanceOf(Outcome.Failed.class, outcomes.get(0));
    assertInstanceOf(Outcome.Encoded.class, outcomes.get(1));
    assertInstanceOf(Outcome.Encoded.class, outcomes.get(2));
  }

  @Test
  void aTextOfManySequencesIsDrawnLessOften() {
    // Given
    Task task = defined(1, 16, 64, PATTERN);
    put(pools, example(task, "a", "no", sequence(10)));
    TokenSequence[] windows =
        IntStream.range(0, 256).mapToObj(i -> sequence(20 + i % 600)).toArray(TokenSequence[]::new);
    // When
    EncodedText text = encode(text(task, "d", windows));
    // Then
    assertEquals(2, text.draws());
    assertEquals(512, text.sequences().size());
  }

  @Test
  void aTextOfManyMasksIsDrawnLessOften() {
    // Given
    Task task = defined(1, 4, 64, PATTERN);
    put(pools, example(task, "a", "no", sequence(10)));
    int[] ids = IntStream.range(0, 30).map(i -> 20 + i).toArray();
    int[] masks = IntStream.range(1, 29).toArray();
    var many = new TokenSequence(ids, new int[30], masks, null, 0);
    // When
    EncodedText text =
        encode(text(task, "d", Collections.nCopies(100, many).toArray(TokenSequence[]::new)));
    // Then: 2,800 vectors each time, 8,192 at most
    assertEquals(2, text.draws());
  }

  @Test
  void theCostIsCountedBeforeItIsThere() {
    // Given
    Task task = defined(1, 3, 64, PATTERN);
    TokenizedText text = text(task, "d", sequence(20), sequence(21));
    // When
    int tokens = pass.tokens(new Request(text, 1, null));
    // Then
    assertEquals(10 + 2 * 4 * 64, tokens);
  }

  @Test
  void aTextIsShownTheSameExamplesAfterARestart() {
    // Given
    Task task = defined(1, 2, 64, PATTERN);
    var restarted = new Pools(GivenTasks.MODEL, () -> {});
    restarted.task(task.name(), task);
    for (int i = 0; i < 12; i++) {
      put(pools, example(task, "a" + i, "no", sequence(100 + i)));
      put(restarted, example(task, "a" + i, "no", sequence(100 + i)));
    }
    var again =
        new EncodingPass(
            new FakeEncoder(this::hear),
            new TokenBudget(1_024, 64),
            new Demonstrating(restarted, GivenTasks.MODEL_POSITIONS),
            (sequences, tokens, padded, nanos) -> {},
            () -> 3);
    // When
    encode(text(task, "d", sequence(20)));
    var before = shown();
    encoded.clear();
    again.encode(List.of(new Request(text(task, "d", sequence(20)), 1, null)));
    // Then
    assertEquals(before, shown());
    assertArrayEquals(new int[] {CLS, 20}, new int[] {before.get(0).get(0), before.get(0).get(1)});
  }

  private List<List<Integer>> shown() {
    return encoded.stream().filter(ids -> ids.length > 5).map(DemonstratingTest::list).toList();
  }

  private Task defined(int perLabel, int draws, int tokens, String... patterns) {
    Task task = GivenTasks.task(new Demonstrations(perLabel, draws, tokens, 64), patterns);
    pools.task(task.name(), task);
    return task;
  }

  private boolean hear(EncoderInput input) {
    encoded.add(input.sequence().inputIds());
    return Arrays.stream(input.sequence().inputIds()).anyMatch(id -> id == POISON);
  }

  private EncodedText encode(TokenizedText... texts) {
    return assertInstanceOf(Outcome.Encoded.class, outcomes(texts).get(0)).text();
  }

  private List<Outcome> outcomes(TokenizedText... texts) {
    return pass.encode(Arrays.stream(texts).map(text -> new Request(text, 1, null)).toList());
  }

  private static List<Integer> list(int[]... parts) {
    return Arrays.stream(parts).flatMapToInt(Arrays::stream).boxed().toList();
  }
}

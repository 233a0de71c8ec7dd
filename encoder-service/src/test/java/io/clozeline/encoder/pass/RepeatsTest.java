package io.clozeline.encoder.pass;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.bert.EncoderInput;
import io.clozeline.bert.Sequence;
import io.clozeline.bert.adapter.Adapter;
import io.clozeline.bert.adapter.AdapterConfig;
import io.clozeline.bert.encoder.TokenBudget;
import io.clozeline.bert.graph.Target;
import io.clozeline.bert.method.lora.Lora;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RepeatsTest {
  private static final int POISON = 666;
  private static final long ENOUGH = 1 << 20;

  private final FakeEncoder encoder =
      new FakeEncoder(input -> input.sequence().inputIds()[0] == POISON);
  private final Counted counted = new Counted();

  @Test
  void encodesWhatComesAgainOnce() {
    // Given
    var batches = batches(ENOUGH);
    var first = batches.encode(List.of(input(7, null, 0, 2), input(8, null, 1)));
    // When
    var again = batches.encode(List.of(input(8, null, 1), input(7, null, 0, 2), input(9, null, 0)));
    // Then
    assertEquals(List.of(2, 1), encoder.batches);
    assertArrayEquals(first.get(1).vectors(), again.get(0).vectors());
    assertArrayEquals(first.get(0).vectors(), again.get(1).vectors());
    assertEquals(9, again.get(2).vectors()[0][0]);
    assertEquals(2, counted.repeated);
  }

  @Test
  void encodesAgainUnderAnotherAdapter() {
    // Given
    var batches = batches(ENOUGH);
    batches.encode(List.of(input(7, null, 0)));
    // When
    batches.encode(List.of(input(7, "one", 0)));
    batches.encode(List.of(input(7, "two", 0)));
    batches.encode(List.of(input(7, "one", 0)));
    // Then
    assertEquals(List.of(1, 1, 1), encoder.batches);
    assertEquals(1, counted.repeated);
  }

  @Test
  void knowsTheUnionOfThePositionsThatWereNeeded() {
    // Given one task that needs the first vector, and another that needs the last
    var batches = batches(ENOUGH);
    batches.encode(List.of(input(7, null, 0)));
    batches.encode(List.of(input(7, null, 2)));
    // When
    var both = batches.encode(List.of(input(7, null, 0, 2))).get(0);
    // Then
    assertEquals(2, both.vectors().length);
    assertEquals(List.of(1, 1), encoder.batches);
  }

  @Test
  void remembersNoFailure() {
    // Given
    var batches = batches(ENOUGH);
    // When
    var first = batches.encode(List.of(input(POISON, null, 0), input(7, null, 0)));
    var again = batches.encode(List.of(input(POISON, null, 0), input(7, null, 0)));
    // Then
    assertNotNull(first.get(0).failure());
    assertNotNull(again.get(0).failure());
    assertEquals(1, counted.repeated);
  }

  @Test
  void isSwitchedOffByZero() {
    // Given
    var batches = batches(0);
    // When
    batches.encode(List.of(input(7, null, 0)));
    batches.encode(List.of(input(7, null, 0)));
    // Then
    assertEquals(List.of(1, 1), encoder.batches);
    assertEquals(0, counted.repeated);
  }

  @Test
  void keepsWhatFitsAndNoMore() {
    // Given room for some ten
    var batches = batches(3_000);
    var inputs = IntStream.range(0, 100).mapToObj(id -> input(id, null, 0)).toList();
    batches.encode(inputs);
    // When
    batches.encode(inputs);
    // Then
    assertTrue(counted.repeated > 0 && counted.repeated <= 11, () -> "" + counted.repeated);
  }

  private Batches batches(long bytes) {
    return new Batches(encoder, new TokenBudget(64, 8), Repeats.within(bytes), counted);
  }

  private static EncoderInput input(int id, String adapterOrNull, int... selected) {
    var sequence = new Sequence(new int[] {id, id, id}, new int[3], selected);
    return new EncoderInput(sequence, adapterOrNull == null ? null : adapter(adapterOrNull));
  }

  private static Adapter adapter(String digest) {
    var config =
        new AdapterConfig(
            "fake", "w", "task", new Lora(1, 2, List.of(Target.QUERY)), List.of("a", "b"), true);
    return new Adapter(digest, config, Map.of(), null);
  }

  private static final class Counted implements PassListener {
    private int repeated;

    @Override
    public void batch(int sequences, int tokens, int padded, long nanos) {}

    @Override
    public void repeated(int sequences) {
      repeated += sequences;
    }
  }
}

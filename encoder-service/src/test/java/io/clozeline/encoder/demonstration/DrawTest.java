package io.clozeline.encoder.demonstration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.bert.Sequence;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DrawTest {
  private static final float[] TEXT = {1, 0};

  @Test
  void onlyTheNearerHalfIsDrawn() {
    // Given ten examples that turn away from the text one by one
    var examples = List.of(around(10), around(10));
    // When
    var draw = Draw.of("text", TEXT, examples, null, 1);
    // Then
    Set<String> seen = new HashSet<>();
    IntStream.range(0, 200).forEach(i -> draw.shown("text", i, 1).forEach(e -> seen.add(e.id())));
    assertEquals(Set.of("d0", "d1", "d2", "d3", "d4"), seen);
  }

  @Test
  void theSimilarityIsThatOfTheDirection() {
    // Given a long vector that is further away than a short one
    var examples = List.of(List.of(example("long", 90, 90), example("short", 0.01f, 0)));
    // When
    var shown = Draw.of("text", TEXT, examples, null, 1).shown("text", 0, 1);
    // Then
    assertEquals(List.of("short"), ids(shown));
  }

  @Test
  void aDocumentIsNotShownToItself() {
    // Given
    var examples = List.of(List.of(example("text", 1, 0), example("other", 0, 1)));
    // When
    var shown = Draw.of("text", TEXT, examples, null, 2).shown("text", 0, 2);
    // Then
    assertEquals(List.of("other"), ids(shown));
  }

  @Test
  void eachLabelIsShownInTurnInAnOrderThatIsDrawn() {
    // Given
    var examples =
        List.of(
            List.of(example("a1", 1, 0), example("a2", 1, 1)),
            List.of(example("b1", 1, 0), example("b2", 1, 1)));
    var draw = Draw.of("text", TEXT, examples, null, 2);
    // When
    Set<String> orders =
        IntStream.range(0, 50)
            .mapToObj(
                i ->
                    ids(draw.shown("text", i, 2)).stream()
                        .map(id -> id.substring(0, 1))
                        .collect(Collectors.joining()))
            .collect(Collectors.toSet());
    // Then
    assertEquals(Set.of("abab", "baba"), orders);
  }

  @Test
  void aDocumentIsDrawnTheSameEachTimeAndAnotherIsNot() {
    // Given
    var draw = Draw.of("text", TEXT, List.of(around(40), around(40)), null, 1);
    // When
    var first = IntStream.range(0, 20).mapToObj(i -> ids(draw.shown("text", i, 1))).toList();
    var again = IntStream.range(0, 20).mapToObj(i -> ids(draw.shown("text", i, 1))).toList();
    var other = IntStream.range(0, 20).mapToObj(i -> ids(draw.shown("texu", i, 1))).toList();
    // Then
    assertEquals(first, again);
    assertFalse(first.equals(other));
    assertTrue(Set.copyOf(first).size() > 10);
  }

  @Test
  void anExampleThatIsNotEncodedYetIsNotDrawn() {
    // Given
    var bare = new PooledExample("bare", null, new int[1][0]);
    // When
    var shown = Draw.of("text", TEXT, List.of(List.of(bare)), null, 1).shown("text", 0, 1);
    // Then
    assertTrue(shown.isEmpty());
  }

  private static List<String> ids(List<PooledExample> examples) {
    return examples.stream().map(PooledExample::id).toList();
  }

  private static List<PooledExample> around(int count) {
    return IntStream.range(0, count).mapToObj(i -> example("d" + i, 1, i)).toList();
  }

  private static PooledExample example(String id, float... vector) {
    var sequence = new Sequence(new int[1], new int[1], new int[1]);
    var example = new PooledExample(id, sequence, new int[1][0]);
    example.encoded(null, vector);
    return example;
  }
}

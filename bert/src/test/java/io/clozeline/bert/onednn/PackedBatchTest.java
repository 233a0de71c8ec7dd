package io.clozeline.bert.onednn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.bert.EncoderInput;
import io.clozeline.bert.Sequence;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedBatchTest {
  private static PackedBatch batch(int... lengths) {
    return new PackedBatch(IntStream.of(lengths).mapToObj(PackedBatchTest::input).toList());
  }

  private static EncoderInput input(int length) {
    return new EncoderInput(new Sequence(new int[length], new int[length], new int[] {0}), null);
  }

  private static List<List<Integer>> lengths(List<PackedBatch> parts) {
    return parts.stream().map(p -> IntStream.of(p.lengths()).boxed().toList()).toList();
  }

  @Test
  void partsHaveAboutAsManyTokensEach() {
    // When
    var parts = batch(10, 40, 20, 30, 20, 40).split(2);
    // Then
    assertEquals(List.of(List.of(10, 20, 20, 30), List.of(40, 40)), lengths(parts));
  }

  @Test
  void aLongSequenceIsAPartOfItsOwn() {
    // When
    var parts = batch(300, 10, 10).split(2);
    // Then
    assertEquals(List.of(List.of(10, 10), List.of(300)), lengths(parts));
  }

  @Test
  void fewSequencesAreFewParts() {
    // When
    var parts = batch(12).split(4);
    // Then
    assertEquals(List.of(List.of(12)), lengths(parts));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 7})
  void eachInputIsInOnePartAndKeepsItsPlace(int count) {
    // Given
    int[] lengths = IntStream.range(0, 23).map(i -> 5 + i * 37 % 41).toArray();
    // When
    var parts = batch(lengths).split(count);
    // Then
    assertTrue(parts.size() <= count, () -> parts.size() + " parts");
    int[] seen = new int[lengths.length];
    for (PackedBatch part : parts) {
      for (int i = 0; i < part.inputs().size(); i++) {
        assertEquals(lengths[part.place(i)], part.lengths()[i]);
        seen[part.place(i)]++;
      }
    }
    assertTrue(IntStream.of(seen).allMatch(times -> times == 1));
  }
}

package io.clozeline.bert.head;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.clozeline.bert.head.LikeliestWords.Word;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LikeliestWordsTest {

  @Test
  void givesTheBestFirstAndOfEqualOnesTheLowerId() {
    float[] logits = {1, 3, 2, 3, -1};

    assertEquals(
        List.of(new Word(1, 3), new Word(3, 3), new Word(2, 2)),
        LikeliestWords.of(logits, 3, id -> true));
    assertEquals(List.of(new Word(1, 3)), LikeliestWords.of(logits, 1, id -> true));
  }

  @Test
  void leavesOutWordsThatAreNotEligible() {
    assertEquals(
        List.of(new Word(2, 2), new Word(0, 1)),
        LikeliestWords.of(new float[] {1, 3, 2, 3}, 5, id -> id % 2 == 0));
  }

  @Test
  void agreesWithSortingEverything() {
    float[] logits = RandomHead.numbers(new Random(3), 2_000);
    List<Word> sorted =
        IntStream.range(0, logits.length)
            .mapToObj(id -> new Word(id, logits[id]))
            .sorted(Comparator.comparingDouble(Word::logit).reversed())
            .limit(20)
            .toList();

    assertEquals(sorted, LikeliestWords.of(logits, 20, id -> true));
  }

  @Test
  void refusesToGiveNothing() {
    assertThrows(
        IllegalArgumentException.class, () -> LikeliestWords.of(new float[1], 0, id -> true));
  }
}

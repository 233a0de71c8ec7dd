package io.clozeline.trainer.pet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.clozeline.trainer.pet.Growth.Labelled;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrowthTest {
  /** How sure each text is to be of label 1. */
  private static final double[] SECOND = {0.1, 0.9, 0.4, 0.8, 0.6, 0.2};

  @Test
  void eachGenerationIsFiveTimesAsLarge() {
    assertEquals(40, Growth.size(40, 1));
    assertEquals(200, Growth.size(40, 2));
    assertEquals(1_000, Growth.size(40, 3));
  }

  @Test
  void theSurestOfEachLabelAreChosen() {
    // When
    var chosen = choose(2, 1, 1);
    // Then
    assertEquals(List.of(0, 1), chosen.stream().map(Labelled::text).toList());
    assertEquals(List.of(0, 1), chosen.stream().map(Labelled::label).toList());
  }

  @Test
  void labelsKeepTheSharesThatTheyHaveAmongTheExamples() {
    // When
    var chosen = choose(4, 1, 3);
    // Then
    assertEquals(List.of(0, 1, 3, 4), chosen.stream().map(Labelled::text).toList());
  }

  @Test
  void aLabelWithoutEnoughTextsHasFewer() {
    // When
    var chosen = choose(100, 1, 1);
    // Then
    assertEquals(6, chosen.size());
  }

  @Test
  void aLabelWithoutExamplesHasNone() {
    // When
    var chosen = choose(6, 0, 5);
    // Then
    assertEquals(List.of(1, 3, 4), chosen.stream().map(Labelled::text).toList());
  }

  private static List<Labelled> choose(int count, int first, int second) {
    return Growth.choose(
        SECOND.length,
        count,
        new int[] {first, second},
        text -> new double[] {1 - SECOND[text], SECOND[text]});
  }
}

package io.clozeline.deploy.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScoresTest {
  private final Scores scores = new Scores(List.of("a", "b"));

  @Test
  void countsAMissingLabelAsWrong() {
    // When
    scores.add("a", "a");
    scores.add("a", "b");
    scores.add("b", "b");
    scores.add("b", null);
    // Then
    assertEquals(4, scores.total());
    assertEquals(0.5, scores.accuracy());
    // a: 2·1 / (1 said + 2 gold); b: 2·1 / (2 said + 2 gold)
    assertEquals((2.0 / 3 + 0.5) / 2, scores.macroF1(), 1e-12);
  }

  @Test
  void saysZeroBeforeTheFirstAnswer() {
    assertEquals(0, scores.accuracy());
    assertEquals(0, scores.macroF1());
  }
}

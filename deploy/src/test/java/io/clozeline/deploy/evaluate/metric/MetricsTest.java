package io.clozeline.deploy.evaluate.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.clozeline.deploy.evaluate.metric.EntityF1.Entity;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every metric against values worked out by hand. */
class MetricsTest {
  private static final double EXACT = 1e-12;

  @Test
  void accuracyCountsAMissingAnswerAsWrong() {
    var accuracy = new Accuracy<String>();
    accuracy.add("a", "a");
    accuracy.add("a", "b");
    accuracy.add("b", "b");
    accuracy.add("b", null);
    assertEquals(0.5, accuracy.value());
  }

  static Stream<Arguments> f1s() {
    // a: 1 hit, 2 right, 1 said; b: 1 hit, 2 right, 2 said
    return Stream.of(
        Arguments.of(F1.binary("b"), 0.5),
        Arguments.of(F1.macro(List.of("a", "b")), (2.0 / 3 + 0.5) / 2),
        Arguments.of(F1.micro(List.of("a", "b")), 4.0 / 7));
  }

  @ParameterizedTest
  @MethodSource("f1s")
  void f1IsTheHarmonicMeanOfPrecisionAndRecall(F1 f1, double expected) {
    f1.add(Set.of("a"), Set.of("a"));
    f1.add(Set.of("a"), Set.of("b"));
    f1.add(Set.of("b"), Set.of("b"));
    f1.add(Set.of("b"), null);
    assertEquals(expected, f1.value(), EXACT);
  }

  @Test
  void f1CountsEachOfSeveralLabels() {
    F1 micro = F1.micro(List.of("a", "b", "c"));
    micro.add(Set.of("a", "b"), Set.of("b", "c"));
    micro.add(Set.of(), Set.of());
    assertEquals(0.5, micro.value(), EXACT);
  }

  @Test
  void matthewsOfTwoLabelsIsThatOfTheTableOfFour() {
    var matthews = new Matthews(List.of("0", "1"));
    add(matthews, "1", "1", 6);
    add(matthews, "0", "0", 3);
    add(matthews, "0", "1", 1);
    add(matthews, "1", "0", 2);
    assertEquals(16 / Math.sqrt(7 * 8 * 4 * 5), matthews.value(), EXACT);
  }

  @Test
  void matthewsOfThreeLabelsIsGorodkins() {
    var matthews = new Matthews(List.of("a", "b", "c"));
    add(matthews, "a", "a", 2);
    add(matthews, "b", "b", 1);
    add(matthews, "c", "a", 1);
    assertEquals(5 / Math.sqrt(60), matthews.value(), EXACT);
  }

  @Test
  void matthewsOfOneAnswerToAllIsZero() {
    var matthews = new Matthews(List.of("a", "b"));
    add(matthews, "a", "a", 3);
    add(matthews, "b", "a", 1);
    assertEquals(0, matthews.value());
  }

  @Test
  void correlationsAreThoseOfNumbersAndOfRanks() {
    var pearson = new Pearson(0);
    var spearman = new Spearman(0);
    double[] said = {2, 4, 5, 4};
    for (int i = 0; i < said.length; i++) {
      pearson.add(i + 1.0, said[i]);
      spearman.add(i + 1.0, said[i]);
    }
    assertEquals(3.5 / Math.sqrt(5 * 4.75), pearson.value(), EXACT);
    assertEquals(3 / Math.sqrt(5 * 4.5), spearman.value(), EXACT);
  }

  @Test
  void correlationsReadNoAnswerAsTheNumberTheyAreTold() {
    var pearson = new Pearson(1);
    pearson.add(1.0, null);
    pearson.add(2.0, 2.0);
    assertEquals(1, pearson.value(), EXACT);
    assertEquals(0, new Pearson(0).value());
  }

  @ParameterizedTest
  @CsvSource({
    "The Eiffel Tower!, eiffel  tower, 1, 1",
    "in March 1974|1974, March of 1974, 0, 0.6666666666666666",
    "a|the, an, 1, 1",
    "nearly $12, 12, 0, 0.6666666666666666",
    "theatre, atre, 0, 0",
    "to be to be, be be be, 0, 0.5714285714285714",
    "x, , 0, 0",
    ", , 1, 1",
    ", x, 0, 0"
  })
  void spansAreComparedAsSquadDoes(String accepted, String said, double exact, double f1) {
    // Given
    List<String> gold = accepted == null ? List.of() : List.of(accepted.split("\\|"));
    var exactMatch = new ExactMatch();
    var tokenF1 = new TokenF1();
    // When
    exactMatch.add(gold, said);
    tokenF1.add(gold, said);
    // Then
    assertEquals(exact, exactMatch.value());
    assertEquals(f1, tokenF1.value(), EXACT);
  }

  @Test
  void entitiesAreRightWithTheirExactBordersAndLabel() {
    var f1 = new EntityF1();
    f1.add(
        Set.of(new Entity(0, 3, "p"), new Entity(5, 9, "l")),
        Set.of(new Entity(0, 3, "p"), new Entity(5, 8, "l"), new Entity(10, 12, "p")));
    f1.add(Set.of(new Entity(0, 3, "p")), null);
    assertEquals(2.0 / 6, f1.value(), EXACT);
  }

  @Test
  void aWordWithoutATagIsWrong() {
    var accuracy = new TokenAccuracy();
    accuracy.add(List.of("A", "B", "C"), Arrays.asList("A", "X", null));
    accuracy.add(List.of("A"), null);
    accuracy.add(List.of("A", "B"), List.of("A"));
    assertEquals(2.0 / 6, accuracy.value(), EXACT);
  }

  @Test
  void precisionLooksAtTheLikeliestWordsAndNotAtCase() {
    var one = new PrecisionAt(1);
    var two = new PrecisionAt(2);
    for (PrecisionAt precision : List.of(one, two)) {
      precision.add("Paris", List.of("lyon", "paris"));
      precision.add("gold", List.of("gold", "blue"));
      precision.add("x", null);
    }
    assertEquals(1.0 / 3, one.value(), EXACT);
    assertEquals(2.0 / 3, two.value(), EXACT);
  }

  @Test
  void groupsWeighAlike() {
    var mean = new MeanOfGroups<String, List<String>>(() -> new PrecisionAt(1));
    mean.add("r", "a", List.of("a"));
    mean.add("r", "a", List.of("b"));
    mean.add("s", "a", List.of("a"));
    assertEquals(0.75, mean.value(), EXACT);
  }

  private static void add(Matthews matthews, String gold, String said, int times) {
    for (int i = 0; i < times; i++) {
      matthews.add(gold, said);
    }
  }
}

package io.clozeline.trainer.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GateTest {
  private final Gate gate = Gate.MEASURED;

  @Test
  void aBetterOneIsPromotedAndSaysByHowMuch() {
    // Given
    var tested = both(60, 20);
    add(tested, "positive", 10, 0, 1);
    // When
    Judgement judgement = gate.judge(Promotion.GATED, tested);
    // Then
    assertTrue(judgement.promoted());
    assertEquals(
        "Promoted: better (0.778 against 0.667 on 90 examples, 10 won and 0 lost, McNemar: 1.00"
            + " sure that it is better).",
        judgement.reason());
  }

  @Test
  void oneThatIsNotSurelyBetterIsKeptBackUnlessTheTaskIsEager() {
    // Given
    var tested = both(60, 20);
    add(tested, "positive", 3, 0, 1);
    add(tested, "positive", 2, 1, 0);
    // Then
    assertFalse(gate.judge(Promotion.GATED, tested).promoted());
    assertTrue(gate.judge(Promotion.EAGER, tested).promoted());
    assertTrue(gate.judge(Promotion.ALWAYS, tested).promoted());
  }

  @Test
  void oneThatHasLearntFromManyMoreOnlyMustNotBeWorse() {
    // Given
    var level = both(6, 2);
    var worse = both(6, 2);
    add(worse, "positive", 3, 1, 0);
    // When
    Judgement judgement = gate.judge(Promotion.GROWN, level);
    // Then
    assertTrue(judgement.promoted());
    assertTrue(judgement.reason().contains("twice as many examples"), judgement.reason());
    assertTrue(gate.judge(Promotion.GROWN, List.of()).promoted());
    assertFalse(gate.judge(Promotion.GROWN, worse).promoted());
  }

  @Test
  void aWorseOneIsKeptBackOnAnEagerTaskToo() {
    // Given
    var tested = both(60, 20);
    add(tested, "positive", 4, 1, 0);
    add(tested, "positive", 1, 0, 1);
    // When
    Judgement judgement = gate.judge(Promotion.EAGER, tested);
    // Then
    assertFalse(judgement.promoted());
    assertTrue(judgement.reason().contains("worse"), judgement.reason());
  }

  @Test
  void oneThatFailsALabelIsKeptBackHoweverGoodItIs() {
    // Given
    var tested = both(30, 0);
    add(tested, "positive", 40, 0, 1);
    add(tested, "negative", 10, 1, 1);
    add(tested, "negative", 2, 1, 0);
    // When
    Judgement judgement = gate.judge(Promotion.GATED, tested);
    // Then
    assertFalse(judgement.promoted());
    assertTrue(judgement.reason().contains("\"negative\""), judgement.reason());
  }

  @Test
  void oneThatIsWorseOnTheNewestIsKeptBack() {
    // Given
    List<Tested> tested = both(30, 10);
    add(tested, "positive", 20, 0, 1);
    for (int i = 0; i < 4; i++) {
      tested.add(new Tested("positive", true, 1, 0));
    }
    // When
    Judgement judgement = gate.judge(Promotion.EAGER, tested);
    // Then
    assertFalse(judgement.promoted());
    assertTrue(judgement.reason().contains("newest"), judgement.reason());
  }

  @Test
  void withoutExamplesOnlyAnEagerTaskPromotes() {
    assertFalse(gate.judge(Promotion.GATED, List.of()).promoted());
    assertTrue(gate.judge(Promotion.EAGER, List.of()).promoted());
  }

  private static List<Tested> both(int right, int wrong) {
    List<Tested> tested = new ArrayList<>();
    add(tested, "positive", right, 1, 1);
    add(tested, "positive", wrong, 0, 0);
    return tested;
  }

  private static void add(List<Tested> tested, String slice, int times, int champion, int other) {
    for (int i = 0; i < times; i++) {
      tested.add(new Tested(slice, false, champion, other));
    }
  }
}

package io.clozeline.trainer.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.clozeline.bert.Sequence;
import io.clozeline.bert.graph.Target;
import io.clozeline.bert.method.lora.Lora;
import io.clozeline.bert.training.LabelledSequence;
import io.clozeline.events.task.Learning;
import io.clozeline.trainer.examples.Tally;
import io.clozeline.trainer.examples.Taught;
import io.clozeline.trainer.examples.TrainingSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlannerTest {
  private static final Pace PACE =
      new Pace(16, 4_096, 64, 8, 40, 200, 1e-3, 5e-4, 2, 60, 2_000, 0.1, 0.01, 0.0);

  private final Planner planner = new Planner(PACE);

  @ParameterizedTest
  @CsvSource({
    // examples, sequences, batch, steps, learning rate
    "2, 2, 8, 40, 0.001",
    "64, 64, 8, 40, 0.001",
    "65, 65, 16, 60, 0.001",
    "32, 96, 16, 60, 0.001",
    "200, 200, 16, 60, 0.001",
    "201, 201, 16, 60, 0.0005",
    "1000, 1000, 16, 125, 0.0005",
    "6920, 6920, 16, 865, 0.0005",
    "67000, 67000, 16, 2000, 0.0005",
    "200, 800, 16, 100, 0.001",
  })
  void paceFollowsTheNumberOfExamples(
      int examples, int sequences, int batch, int steps, double rate) {
    // Given
    var set = set(examples, sequences);
    // When
    var plan = planner.plan(Learning.DEFAULT, set, 7);
    // Then
    assertEquals(steps, plan.steps());
    assertEquals(rate, plan.learningRate());
    assertEquals(batch, plan.batch());
    assertEquals(0.1, plan.warmUp());
    assertEquals(7, plan.seed());
  }

  @Test
  void whatTheTaskSaysWins() {
    // Given
    var learning =
        new Learning(null, 4, 12.0, List.of("key", "attention.output.dense"), 16, 9, 3e-4);
    // When
    var plan = planner.plan(learning, set(5_000, 5_000), 7);
    // Then
    assertEquals(new Lora(4, 12.0, List.of(Target.KEY, Target.ATTENTION_OUTPUT)), plan.method());
    assertEquals(9, plan.steps());
    assertEquals(3e-4, plan.learningRate());
  }

  @ParameterizedTest
  @CsvSource({
    // sequences, steps that the task says, epochs, steps
    "32, , 3, 12",
    "33, , 1, 5",
    "65, , 1, 5",
    "1, , 1, 1",
    "67000, , 3, 12563",
    "32, 9, 3, 9",
  })
  void epochsOfATaskAreAllOfThemUnlessItCountsSteps(
      int sequences, Integer said, int epochs, int steps) {
    // Given
    var learning = Learning.DEFAULT.change().steps(said).epochs(epochs).done();
    // When
    var plan = planner.plan(learning, set(sequences, sequences), 7);
    // Then
    assertEquals(steps, plan.steps());
  }

  @ParameterizedTest
  @CsvSource({"256, 16, 60", "257, 15, 64", "512, 8, 120"})
  void longSequencesMakeSmallerStepsAndMoreOfThem(int length, int batch, int steps) {
    // Given
    var ids = new int[length];
    var longOne = LabelledSequence.of(new Sequence(ids, ids, new int[1]), 0);
    var set =
        new TrainingSet(
            set(2, 2).tally(), List.of(new Taught("a", 0, "a", Collections.nCopies(65, longOne))));
    // When
    var plan = planner.plan(Learning.DEFAULT, set, 7);
    // Then
    assertEquals(batch, plan.batch());
    assertEquals(steps, plan.steps());
  }

  @ParameterizedTest
  @ValueSource(strings = {"lora", "ia3", "bitfit", "adapter", "prefix", "soft-prompt", "full"})
  void everyMethodOfATaskIsOneOfTheModel(String method) {
    // Given
    var learning = Learning.DEFAULT.change().method(method).done();
    // When
    var plan = planner.plan(learning, set(2, 2), 7);
    // Then
    assertEquals(method, plan.method().text());
    assertEquals(learning.positions(), plan.method().positions());
  }

  @Test
  void everyTargetOfATaskIsOneOfTheModel() {
    // Given
    var names =
        List.of(
            "query",
            "key",
            "value",
            "attention.output.dense",
            "intermediate.dense",
            "output.dense");
    var learning = new Learning(null, null, null, names, null, null, null);
    // When
    var plan = planner.plan(learning, set(2, 2), 7);
    // Then
    assertEquals(new Lora(8, 16, List.of(Target.values())), plan.method());
  }

  private static TrainingSet set(int examples, int sequences) {
    var one = LabelledSequence.of(new Sequence(new int[1], new int[1], new int[1]), 0);
    var tally = new Tally(examples, examples, 0, examples, Map.of("a", examples));
    return new TrainingSet(
        tally, List.of(new Taught("a", 0, "a", Collections.nCopies(sequences, one))));
  }
}

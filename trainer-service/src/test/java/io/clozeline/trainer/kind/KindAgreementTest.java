package io.clozeline.trainer.kind;

import static io.clozeline.trainer.Fixtures.VOCABULARY;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.clozeline.bert.Sequence;
import io.clozeline.bert.training.LabelledSequence;
import io.clozeline.events.task.Prompt;
import io.clozeline.events.task.Task;
import io.clozeline.events.task.TaskDefinition;
import io.clozeline.events.task.TaskKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How right scores are, kind by kind. */
class KindAgreementTest {
  private static final float[] NO = {3, 1};
  private static final float[] YES = {0, 1};

  @Test
  void ofALabelTheMeanOfTheWindowsDecides() {
    Task task = task("classification", List.of("no", "yes"), null, null);
    var right = List.of(label(0), label(0));
    assertEquals(1, agreement(task, right, NO, YES));
    assertEquals(0, agreement(task, List.of(label(1), label(1)), NO, YES));
    assertEquals(1, agreement(task, List.of(label(1)), YES));
  }

  @Test
  void ofSeveralLabelsTheShareInCommon() {
    Task task = task("multilabel", List.of("a", "b", "c"), null, null);
    var right = List.of(soft(1, 1, 0));
    assertEquals(1, agreement(task, right, new float[] {2, 2, -2}));
    assertEquals(0.5, agreement(task, right, new float[] {2, -2, -2}));
    assertEquals(1.0 / 3, agreement(task, right, new float[] {2, -2, 2}), 1e-9);
    assertEquals(1, agreement(task, List.of(soft(0, 0, 0)), new float[] {-2, -2, -2}));
  }

  @Test
  void ofANumberOneLessTheDistance() {
    var options = Map.<String, Object>of("min", 0, "max", 4);
    Task linear = task("regression", null, null, options);
    assertEquals(0.75, agreement(linear, List.of(soft(0.5f)), new float[] {0.25f}), 1e-6);
    assertEquals(0.5, agreement(linear, List.of(soft(0.5f)), new float[] {7}), 1e-6);
    var words = Map.of("low", List.of("bad"), "high", List.of("great"));
    var prompt = new Prompt(List.of("{text} it was [MASK] ."), words, null);
    Task prompted = task("regression", null, prompt, options);
    assertEquals(0.9, agreement(prompted, List.of(soft(0.4f, 0.6f)), new float[] {1, 1}), 1e-6);
  }

  @Test
  void ofTagsAndBlanksTheShareOfRightPositions() {
    Task task = task("tagging", List.of("O", "B-x"), null, null);
    var right = List.of(classes(0, 1, -1), classes(1));
    assertEquals(
        2.0 / 3, agreement(task, right, new float[] {2, 1, 2, 1, 1, 2}, new float[] {0, 1}), 1e-9);
    Task cloze = task("cloze", null, null, null);
    assertEquals(1, agreement(cloze, List.of(classes(2)), new float[] {0, 0, 9, 0}));
  }

  @Test
  void ofASpanTheSharedPositions() {
    Task task = task("span", null, null, null);
    float[] twoToThree = {0, 0, 0, 0, 5, 0, 0, 5}; // start at 2, end at 3
    assertEquals(1, agreement(task, List.of(ends(2, 3)), twoToThree));
    assertEquals(2.0 / 3, agreement(task, List.of(ends(2, 2)), twoToThree), 1e-9);
    assertEquals(0, agreement(task, List.of(ends(0, 0)), twoToThree));
    float[] endsFirst = {0, 9, 5, 0, 0, 1}; // the best end lies before the best start
    assertEquals(1, agreement(task, List.of(ends(0, 0)), endsFirst));
  }

  private static double agreement(Task task, List<LabelledSequence> lessons, float[]... scores) {
    return KindTrainings.of(task).agreement(List.of(scores), lessons, task);
  }

  private static LabelledSequence label(int label) {
    return LabelledSequence.of(sequence(1), label);
  }

  private static LabelledSequence soft(float... targets) {
    return LabelledSequence.soft(sequence(1), targets);
  }

  private static LabelledSequence classes(int... classes) {
    return new LabelledSequence(sequence(classes.length), classes, null);
  }

  private static LabelledSequence ends(int start, int end) {
    return new LabelledSequence(sequence(4), new int[] {start, end}, null);
  }

  private static Sequence sequence(int selected) {
    int[] positions = new int[selected];
    for (int i = 0; i < selected; i++) {
      positions[i] = i;
    }
    return new Sequence(new int[] {2, 7, 8, 4, 9, 3}, new int[6], positions);
  }

  private static Task task(
      String kind, List<String> labels, Prompt prompt, Map<String, Object> options) {
    return Task.of(
        new TaskDefinition("t", TaskKind.of(kind), labels, prompt, null, null, null, null, options),
        VOCABULARY);
  }
}

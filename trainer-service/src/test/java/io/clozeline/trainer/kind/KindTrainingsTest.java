package io.clozeline.trainer.kind;

import static io.clozeline.trainer.Fixtures.VOCABULARY;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.bert.training.LabelledSequence;
import io.clozeline.bert.training.objective.Objective;
import io.clozeline.events.Example;
import io.clozeline.events.TokenSequence;
import io.clozeline.events.task.Kinds;
import io.clozeline.events.task.Prompt;
import io.clozeline.events.task.Task;
import io.clozeline.events.task.TaskDefinition;
import io.clozeline.events.task.TaskKind;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KindTrainingsTest {
  private static final List<String> LABELS = List.of("negative", "positive");

  @ParameterizedTest
  @MethodSource("kinds")
  void everyKindCanBeLearnt(TaskKind kind) {
    List<String> labels = kind.text().equals("tagging") ? List.of("O", "B-x", "I-x") : LABELS;
    boolean free = List.of("regression", "span", "cloze", "next-sentence").contains(kind.text());
    Map<String, Object> options =
        kind.text().equals("regression") ? Map.of("min", 0, "max", 5) : null;
    assertNotNull(KindTrainings.of(task(kind.text(), free ? null : labels, null, options)));
  }

  static Stream<TaskKind> kinds() {
    return Kinds.all().stream();
  }

  @Test
  void everyRightLabelIsATargetOfItsOwn() {
    Task task = task("multilabel", List.of("a", "b", "c"), null, null);
    LabelledSequence lesson = one(task, example(task, List.of("c", "a"), null, null, 0));
    assertArrayEquals(new float[] {1, 0, 1}, lesson.targets());
    assertEquals(Objective.SIGMOID, KindTrainings.of(task).objective(task));
  }

  @Test
  void aNumberIsItsPlaceInTheRange() {
    Task task = task("regression", null, null, Map.of("min", 1, "max", 5));
    assertArrayEquals(new float[] {0.25f}, one(task, example(task, null, 2.0, null, 0)).targets());
    assertEquals(Objective.SQUARED, KindTrainings.of(task).objective(task));
  }

  @Test
  void aPromptedNumberIsTheShareOfTheWordsForTheUpperEnd() {
    var words = Map.of("low", List.of("bad"), "high", List.of("great"));
    var prompt = new Prompt(List.of("{text} it was [MASK] ."), words, null);
    Task task = task("regression", null, prompt, Map.of("min", 1, "max", 5));
    LabelledSequence lesson = one(task, example(task, null, 2.0, null, 3));
    assertArrayEquals(new float[] {0.75f, 0.25f}, lesson.targets());
    assertEquals(Objective.SOFTMAX, KindTrainings.of(task).objective(task));
  }

  @Test
  void everyWordIsTaggedButThoseThatNobodyAsks() {
    Task task = task("tagging", List.of("O", "B-x", "I-x"), null, null);
    Example example = example(task, null, null, new int[] {0, -1, 2}, 1, 2, 3);
    LabelledSequence lesson = one(task, example);
    assertArrayEquals(new int[] {0, -1, 2}, lesson.classes());
    assertArrayEquals(new int[] {1, 2, 3}, lesson.sequence().selected());
  }

  @Test
  void anAnswerIsItsEnds() {
    Task task = task("span", null, null, null);
    Example example = example(task, null, null, new int[] {1, 2}, 0, 2, 3, 4);
    assertArrayEquals(new int[] {1, 2}, one(task, example).classes());
    assertEquals(Objective.SPAN, KindTrainings.of(task).objective(task));
  }

  @Test
  void aMaskIsItsWord() {
    Task task = task("cloze", null, null, null);
    assertArrayEquals(
        new int[] {7}, one(task, example(task, null, null, new int[] {7}, 3)).classes());
  }

  @ParameterizedTest
  @MethodSource("misfits")
  void whatDoesNotFitTheTaskTeachesNothing(Task task, Example example) {
    assertTrue(KindTrainings.of(task).lessons(example, task).isEmpty());
  }

  static Stream<Arguments> misfits() {
    Task multilabel = task("multilabel", List.of("a", "b"), null, null);
    Task regression = task("regression", null, null, Map.of("min", 0, "max", 5));
    Task tagging = task("tagging", List.of("O", "B-x", "I-x"), null, null);
    Task span = task("span", null, null, null);
    Task label = task("classification", LABELS, null, null);
    return Stream.of(
        Arguments.of(label, example(label, null, null, null, 0)),
        Arguments.of(multilabel, example(multilabel, List.of("z"), null, null, 0)),
        Arguments.of(multilabel, example(multilabel, null, null, null, 0)),
        Arguments.of(regression, example(regression, null, 5.1, null, 0)),
        Arguments.of(regression, example(regression, null, null, null, 0)),
        Arguments.of(tagging, example(tagging, null, null, new int[] {0, 3}, 1, 2)),
        Arguments.of(tagging, example(tagging, null, null, new int[] {-1, -1}, 1, 2)),
        Arguments.of(tagging, example(tagging, null, null, null, 1)),
        Arguments.of(span, example(span, null, null, new int[] {2, 1}, 0, 2, 3)),
        Arguments.of(span, example(span, null, null, new int[] {0, 3}, 0, 2, 3)));
  }

  private static LabelledSequence one(Task task, Example example) {
    List<LabelledSequence> lessons = KindTrainings.of(task).lessons(example, task);
    assertEquals(1, lessons.size());
    return lessons.get(0);
  }

  private static Task task(
      String kind, List<String> labels, Prompt prompt, Map<String, Object> options) {
    return Task.of(
        new TaskDefinition("t", TaskKind.of(kind), labels, prompt, null, null, null, null, options),
        VOCABULARY);
  }

  private static Example example(
      Task task, List<String> labels, Double value, int[] target, int... selected) {
    int[] ids = {2, 7, 8, 4, 9, 3};
    var sequence = new TokenSequence(ids, new int[ids.length], selected, null, 0);
    return new Example(
        "d",
        "t",
        task.version(),
        "nothing",
        null,
        1,
        List.of(sequence),
        labels,
        value,
        target == null ? null : List.of(target));
  }
}

package io.clozeline.events.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.clozeline.events.Feedback;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class KindsTest {
  static List<TaskKind> kinds() {
    return Kinds.all();
  }

  @Test
  void allAreFound() {
    assertEquals(
        List.of(
            "classification",
            "cloze",
            "multilabel",
            "next-sentence",
            "pair-classification",
            "regression",
            "span",
            "tagging"),
        kinds().stream().map(TaskKind::text).toList());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aKindIsFoundByItsNameAndLearnsFromFieldsOfFeedback(TaskKind kind) {
    List<String> fields =
        Arrays.stream(Feedback.class.getRecordComponents()).map(RecordComponent::getName).toList();
    assertSame(kind, TaskKind.of(kind.text()));
    assertFalse(kind.answers().isEmpty());
    assertEquals(List.of(), kind.answers().stream().filter(f -> !fields.contains(f)).toList());
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "Classification", "classification ", "\ud83d"})
  void anotherNameIsRefused(String name) {
    var thrown = assertThrows(EventException.class, () -> TaskKind.of(name));
    assertEquals(ErrorCode.TASK_REFUSED, thrown.code());
  }
}

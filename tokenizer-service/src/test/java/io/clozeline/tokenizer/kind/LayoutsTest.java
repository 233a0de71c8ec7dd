package io.clozeline.tokenizer.kind;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.clozeline.events.task.Kinds;
import io.clozeline.events.task.TaskKind;
import io.clozeline.tokenizer.TestTasks;
import io.clozeline.tokenizer.task.SequencedTask;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LayoutsTest {
  @Test
  void everyKindHasALayout() {
    assertEquals(
        Kinds.all().stream().map(TaskKind::text).collect(Collectors.toSet()),
        TestTasks.all().values().stream()
            .map(SequencedTask::kind)
            .map(TaskKind::text)
            .collect(Collectors.toSet()));
  }
}

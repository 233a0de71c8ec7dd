package io.clozeline.heads.kind;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.events.task.Kinds;
import io.clozeline.heads.answer.Given;
import io.clozeline.heads.answer.TinyModel;
import io.clozeline.heads.calibration.PriorsInMemory;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswerersTest {
  @Test
  void everyKindOfTaskIsAnswered(@TempDir Path folder) throws IOException {
    // When
    var answerers = Answerers.of(TinyModel.lm(folder), Given.VOCABULARY, new PriorsInMemory());

    // Then
    Kinds.all().forEach(kind -> assertTrue(answerers.know(kind), kind.text()));
  }
}

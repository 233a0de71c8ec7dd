package io.clozeline.events.task.kind.cloze;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.task.TaskDefinition;
import io.clozeline.events.task.Texts;
import io.clozeline.events.task.kind.Read;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClozeTest {
  private final TaskDefinition task = Read.task("cloze", "");

  @Test
  void itsOnlyHeadIsTheMaskedLanguageModels() {
    assertEquals(5, task.topK());
    assertEquals(Texts.ONE, task.texts());
    assertEquals(List.of(), task.kind().outputs(task.labels()));
    assertEquals(List.of(), task.kind().verbalized(task.labels()));
    assertEquals(task, Read.again(task));
  }

  @Test
  void itHasNoOptions() {
    Read.refused("a cloze task has no option \"topK\"", "cloze", "'options':{'topK':5}");
  }

  @Test
  void itLearnsFromAWordForEachMask() {
    Read.check(task, "'fills':['paris']");
    Read.check(task, "'fills':[]"); // too few, which only the text's masks tell
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          MISSING_FIELD | 'fills':[null]
          INVALID_FIELD | 'fills':['\\udc00']
          INVALID_FIELD | 'fills':'paris'
          INVALID_FIELD | 'fills':[['paris']]
          INVALID_FIELD | 'label':'paris'
          """)
  void anotherAnswerIsRefused(ErrorCode code, String answer) {
    Read.refused(code, task, answer);
  }

  @Test
  void moreWordsThanATextMayHaveMasksAreRefused() {
    String words = String.join(",", Collections.nCopies(513, "'a'"));
    Read.refused(ErrorCode.INVALID_FIELD, task, "'fills':[" + words + "]");
  }
}

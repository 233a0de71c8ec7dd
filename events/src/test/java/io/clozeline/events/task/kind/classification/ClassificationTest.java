package io.clozeline.events.task.kind.classification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.events.Feedback;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.task.TaskDefinition;
import io.clozeline.events.task.Texts;
import io.clozeline.events.task.kind.Read;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassificationTest {
  private final TaskDefinition task = Read.task("classification", "'labels':['no','yes']");

  @Test
  void itsHeadAnswersByTheLabels() {
    assertEquals(Texts.ONE, task.texts());
    assertEquals(task.labels(), task.kind().outputs(task.labels()));
    assertEquals(task.labels(), task.kind().verbalized(task.labels()));
    assertTrue(task.kind().labelled());
    assertNull(task.options());
    assertEquals(task, Read.again(task));
  }

  @Test
  void itHasNoOptions() {
    Read.refused(
        "a classification task has no option \"threshold\"",
        "classification",
        "'labels':['no','yes'],'options':{'threshold':0.5}");
    assertEquals(
        task, Read.task("classification", "'labels':['no','yes'],'options':{'threshold':null}"));
  }

  @Test
  void itLearnsFromALabel() {
    assertEquals("yes", task.kind().slice(Read.check(task, "'label':'yes'")));
    Feedback.erasure("a", "t").check(task);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          UNKNOWN_LABEL | 'label':'maybe'
          UNKNOWN_LABEL | 'label':'Yes'
          UNKNOWN_LABEL | 'label':''
          INVALID_FIELD | 'label':'\\ud83d'
          INVALID_FIELD | 'label':7
          INVALID_FIELD | 'labels':['yes']
          INVALID_FIELD | 'value':1
          INVALID_FIELD | 'label':'yes','labels':['yes']
          INVALID_FIELD | 'label':'yes','erase':true
          INVALID_FIELD | 'tags':['yes']
          INVALID_FIELD | 'spans':[]
          INVALID_FIELD | 'fills':['yes']
          MISSING_FIELD | 'labels':null
          """)
  void anotherAnswerIsRefused(ErrorCode code, String answer) {
    Read.refused(code, task, answer);
  }
}

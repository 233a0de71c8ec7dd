package io.clozeline.events.task.kind.pair;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.task.TaskDefinition;
import io.clozeline.events.task.Texts;
import io.clozeline.events.task.kind.Read;
import org.junit.jupiter.api.Test;

class PairClassificationTest {
  private static final String LABELS = "'labels':['no','yes']";
  private static final String PROMPT =
      ",'prompt':{'patterns':['{text}? [MASK], {textB}'%s],"
          + "'verbalizer':{'no':['no'],'yes':['yes']}}";

  @Test
  void itAsksAboutTwoTexts() {
    TaskDefinition linear = Read.task("pair-classification", LABELS);
    TaskDefinition prompted = Read.task("pair-classification", LABELS + PROMPT.formatted(""));
    assertEquals(Texts.TWO, linear.texts());
    assertEquals(Texts.TWO, prompted.texts());
    assertEquals(prompted, Read.again(prompted));
  }

  @Test
  void everyPatternHasBoth() {
    Read.refused(
        "lacks {textB}", "pair-classification", LABELS + PROMPT.formatted(",'{text} [MASK]'"));
  }

  @Test
  void itLearnsFromALabel() {
    TaskDefinition task = Read.task("pair-classification", LABELS);
    assertEquals("no", task.kind().slice(Read.check(task, "'label':'no'")));
    Read.refused(ErrorCode.UNKNOWN_LABEL, task, "'label':'maybe'");
    Read.refused(ErrorCode.INVALID_FIELD, task, "'value':0");
  }
}

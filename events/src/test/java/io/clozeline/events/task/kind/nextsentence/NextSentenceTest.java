package io.clozeline.events.task.kind.nextsentence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.task.TaskDefinition;
import io.clozeline.events.task.Texts;
import io.clozeline.events.task.kind.Read;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NextSentenceTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "'labels':null", "'labels':[]", "'labels':['next','other']"})
  void itsLabelsAreKnown(String labels) {
    TaskDefinition task = Read.task("next-sentence", labels);
    assertEquals(List.of(NextSentence.NEXT, NextSentence.OTHER), task.labels());
    assertEquals(Texts.TWO, task.texts());
    assertEquals(Read.task("next-sentence", ""), Read.again(task));
  }

  @ParameterizedTest
  @ValueSource(strings = {"['other','next']", "['next']", "['yes','no']", "['next','other','?']"})
  void othersAreRefused(String labels) {
    Read.refused("leave them out", "next-sentence", "'labels':" + labels);
  }

  @Test
  void itLearnsFromALabel() {
    TaskDefinition task = Read.task("next-sentence", "");
    assertEquals("other", task.kind().slice(Read.check(task, "'label':'other'")));
    Read.refused(ErrorCode.UNKNOWN_LABEL, task, "'label':'yes'");
  }
}

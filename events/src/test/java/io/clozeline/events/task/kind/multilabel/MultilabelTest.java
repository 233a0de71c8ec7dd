package io.clozeline.events.task.kind.multilabel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.task.TaskDefinition;
import io.clozeline.events.task.Texts;
import io.clozeline.events.task.kind.Read;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MultilabelTest {
  private static final String LABELS = "'labels':['travel','food']";

  private final TaskDefinition task = Read.task("multilabel", LABELS);

  @Test
  void aLabelIsGivenFromOneHalfOnUnlessToldOtherwise() {
    TaskDefinition low = Read.task("multilabel", LABELS + ",'options':{'threshold':2.5e-1}");
    assertEquals(0.5, Multilabel.threshold(task));
    assertEquals(0.25, Multilabel.threshold(low));
    assertEquals(task, Read.task("multilabel", LABELS + ",'options':{'threshold':null}"));
    assertEquals(task, Read.task("multilabel", LABELS + ",'options':{'threshold':0.5}"));
    assertEquals(low, Read.again(low));
  }

  @Test
  void oneLabelIsEnoughAndOneTextOrTwo() {
    TaskDefinition one = Read.task("multilabel", "'labels':['travel']");
    assertEquals(one.labels(), one.kind().outputs(one.labels()));
    assertEquals(Texts.ONE_OR_TWO, one.texts());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a task needs a label          | 'labels':[]
          a task needs a label          | 'topK':null
          the threshold is 0.0          | 'labels':['a'],'options':{'threshold':0}
          the threshold is 1.0          | 'labels':['a'],'options':{'threshold':1}
          the threshold is -0.5         | 'labels':['a'],'options':{'threshold':-0.5}
          is no finite number           | 'labels':['a'],'options':{'threshold':1e999}
          is no number                  | 'labels':['a'],'options':{'threshold':'NaN'}
          is no number                  | 'labels':['a'],'options':{'threshold':[0.5]}
          has no option "Threshold"     | 'labels':['a'],'options':{'Threshold':0.5}
          has no option "min"           | 'labels':['a'],'options':{'min':0,'max':1}
          topK belongs to cloze         | 'labels':['a'],'topK':5
          a multilabel task has no pro  | 'labels':['a'],'prompt':{'patterns':['{text} [MASK]'],'verbalizer':{'a':['a']}}
          pet needs a prompt            | 'labels':['a'],'learning':{'pet':{}}
          """)
  void whatCannotWorkIsRefused(String reason, String fields) {
    Read.refused(reason, "multilabel", fields);
  }

  @Test
  void itLearnsFromAnyNumberOfLabels() {
    assertEquals("food", task.kind().slice(Read.check(task, "'labels':['food','travel']")));
    assertEquals("(none)", task.kind().slice(Read.check(task, "'labels':[]")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          UNKNOWN_LABEL | 'labels':['food','drink']
          INVALID_FIELD | 'labels':['food','food']
          INVALID_FIELD | 'labels':['\\udc00']
          INVALID_FIELD | 'labels':'food'
          MISSING_FIELD | 'labels':[null]
          INVALID_FIELD | 'label':'food'
          """)
  void anotherAnswerIsRefused(ErrorCode code, String answer) {
    Read.refused(code, task, answer);
  }

  @Test
  void moreLabelsThanATaskMayHaveAreRefusedAtOnce() {
    String labels =
        IntStream.range(0, 1_001).mapToObj(i -> "'" + i + "'").collect(Collectors.joining(","));
    Read.refused(ErrorCode.INVALID_FIELD, task, "'labels':[" + labels + "]");
  }
}

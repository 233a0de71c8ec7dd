package io.clozeline.events.task.kind.regression;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.task.Task;
import io.clozeline.events.task.TaskDefinition;
import io.clozeline.events.task.Texts;
import io.clozeline.events.task.Vocabulary;
import io.clozeline.events.task.kind.Read;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegressionTest {
  private static final Vocabulary VOCABULARY = new Vocabulary(List.of("no", "yes"), true, "d", 512);
  private static final String RANGE = "'options':{'min':0,'max':5}";
  private static final String PROMPT =
      ",'prompt':{'patterns':['{text} [MASK]%s'],'verbalizer':{'high':['yes'],'low':['no']}}";

  private final TaskDefinition task = Read.task("regression", RANGE);

  @Test
  void itsRangeIsInItsOptions() {
    assertEquals(0, Regression.min(task));
    assertEquals(5, Regression.max(task));
    assertEquals(List.of(), task.labels());
    assertEquals(List.of("value"), task.kind().outputs(task.labels()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'options':{'max':5.0,'min':0.0}",
        "'options':{'min':-0.0,'max':5}",
        "'options':{'max':0.5e1,'min':0}",
        "'options':{'min':0,'max':5,'other':null},'labels':[]"
      })
  void theVersionIsTheSameHoweverTheRangeIsWritten(String fields) {
    TaskDefinition same = Read.task("regression", fields);
    assertEquals(task, same);
    assertEquals(Task.of(task, VOCABULARY).version(), Task.of(same, VOCABULARY).version());
    assertEquals(task, Read.again(same));
  }

  @Test
  void aPromptSaysHowManyTextsThereAre() {
    TaskDefinition one = Read.task("regression", RANGE + PROMPT.formatted(""));
    TaskDefinition two = Read.task("regression", RANGE + PROMPT.formatted(" {textB}"));
    assertEquals(Texts.ONE_OR_TWO, task.texts());
    assertEquals(Texts.ONE, one.texts());
    assertEquals(Texts.TWO, two.texts());
    assertEquals(List.of("low", "high"), List.copyOf(one.prompt().verbalizer().keySet()));
    assertEquals(2, Task.of(one, VOCABULARY).words().length);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          needs the option "min"            | 'labels':[]
          needs the option "max"            | 'options':{'min':0}
          needs the option "min"            | 'options':{'min':null,'max':1}
          the range goes from 1.0 to 1.0    | 'options':{'min':1,'max':1}
          the range goes from 2.0 to 1.0    | 'options':{'min':2,'max':1}
          the range goes from -1.0E308      | 'options':{'min':-1e308,'max':1e308}
          "max" is no finite number         | 'options':{'min':0,'max':1e999}
          "max" is no number                | 'options':{'min':0,'max':'5'}
          "max" is no number                | 'options':{'min':0,'max':true}
          has no option "threshold"         | 'options':{'min':0,'max':1,'threshold':0.5}
          a regression task has no labels   | 'options':{'min':0,'max':1},'labels':['a','b']
          demonstrations need a kind        | 'options':{'min':0,'max':1},'prompt':{'patterns':['{text} [MASK]'],'verbalizer':{'low':['no'],'high':['yes']},'demonstrations':1}
          the label "high" has no word      | 'options':{'min':0,'max':1},'prompt':{'patterns':['{text} [MASK]'],'verbalizer':{'low':['no']}}
          has {textB}                       | 'options':{'min':0,'max':1},'prompt':{'patterns':['{text} [MASK]','{text} {textB} [MASK]'],'verbalizer':{'low':['no'],'high':['yes']}}
          """)
  void whatCannotWorkIsRefused(String reason, String fields) {
    Read.refused(reason, "regression", fields);
  }

  @Test
  void itLearnsFromANumberWithinTheRange() {
    assertEquals(5.0, Read.check(task, "'value':5").value());
    assertEquals("regression", task.kind().slice(Read.check(task, "'value':0.0")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          VALUE_OUT_OF_RANGE | 'value':5.000001
          VALUE_OUT_OF_RANGE | 'value':-1e-9
          INVALID_FIELD      | 'value':'NaN'
          INVALID_FIELD      | 'value':1e999
          INVALID_FIELD      | 'value':'5'
          INVALID_FIELD      | 'value':[5]
          INVALID_FIELD      | 'label':'5'
          """)
  void anotherAnswerIsRefused(ErrorCode code, String answer) {
    Read.refused(code, task, answer);
  }
}

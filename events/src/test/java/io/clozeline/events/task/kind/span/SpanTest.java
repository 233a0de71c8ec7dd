package io.clozeline.events.task.kind.span;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.clozeline.events.Feedback;
import io.clozeline.events.TextSpan;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.task.TaskDefinition;
import io.clozeline.events.task.Texts;
import io.clozeline.events.task.Windows;
import io.clozeline.events.task.kind.Read;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpanTest {
  private final TaskDefinition task = Read.task("span", "");
  private final TaskDefinition mayBeNone = Read.task("span", "'options':{'noAnswer':-1}");

  @Test
  void whatIsLeftOutIsAsInSquad() {
    assertEquals(30, Span.longest(task));
    assertEquals(3, Span.best(task));
    assertNull(Span.noAnswer(task));
    assertEquals(-1.0, Span.noAnswer(mayBeNone));
    assertEquals(new Windows(32, 128, 384), task.windows());
    assertEquals(Texts.TWO, task.texts());
    assertEquals(List.of("start", "end"), task.kind().outputs(task.labels()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                       | 32 | 128 | 384
          {'max':8}                                |  8 | 128 | 384
          {'max':32,'overlap':64}                  | 32 |  64 | 384
          {'overlap':64,'tokens':512}              | 32 |  64 | 512
          {'max':null,'overlap':null,'tokens':64}  | 32 | 128 | 64
          """)
  void itsWindowsKeepTheirOwnDefaults(String windows, int max, int overlap, int tokens) {
    TaskDefinition some = Read.task("span", "'windows':" + windows);
    assertEquals(new Windows(max, overlap, tokens), some.windows());
    assertEquals(some, Read.again(some));
    assertEquals(Math.min(tokens, 128), some.windows().within(128));
  }

  @Test
  void theVersionIsTheSameHoweverTheOptionsAreWritten() {
    assertEquals(task, Read.task("span", "'options':{'best':3,'longest':30,'noAnswer':null}"));
    assertEquals(mayBeNone, Read.task("span", "'options':{'noAnswer':-1.0,'longest':30}"));
    assertEquals(mayBeNone, Read.again(mayBeNone));
    assertNotEquals(task, mayBeNone);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a span task has no labels                      | 'labels':['a','b']
          "best" is 0; it goes from 1 to 20              | 'options':{'best':0}
          "longest" is 513; it goes from 1 to 512        | 'options':{'longest':513}
          "longest" is no whole number from 1 to 512     | 'options':{'longest':3.5}
          "longest" is no whole number from 1 to 512     | 'options':{'longest':99999999999}
          "longest" is no whole number from 1 to 512     | 'options':{'longest':'30'}
          "noAnswer" is no number                        | 'options':{'noAnswer':true}
          "noAnswer" is no finite number                 | 'options':{'noAnswer':-1e999}
          has no option "words"                          | 'options':{'words':'whitespace'}
          a span task has no prompt                      | 'prompt':{'patterns':['{text} {textB} [MASK]'],'verbalizer':{'a':['a']}}
          """)
  void whatCannotWorkIsRefused(String reason, String fields) {
    Read.refused(reason, "span", fields);
  }

  @Test
  void itLearnsFromPartsOfThePassage() {
    Read.check(task, "'spans':[{'start':0,'end':5}]");
    Read.check(task, "'spans':[{'start':0,'end':5,'label':null,'score':0.5},{'start':1,'end':2}]");
    Read.check(mayBeNone, "'spans':[]");
    Feedback.spans("a", "t", List.of(TextSpan.of(900, 901, null)), "why?", null).check(task);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          INVALID_FIELD | 'spans':[]
          SPAN_OUTSIDE  | 'spans':[{'start':0,'end':6}]
          SPAN_OUTSIDE  | 'spans':[{'start':0,'end':2},{'start':5,'end':6}]
          SPAN_OUTSIDE  | 'spans':[{'start':-2147483648,'end':2147483647}]
          SPAN_OUTSIDE  | 'spans':[{'start':3,'end':2}]
          MISSING_FIELD | 'spans':[{'start':3}]
          INVALID_FIELD | 'spans':[[0,3]]
          INVALID_FIELD | 'spans':{'start':0,'end':3}
          INVALID_FIELD | 'spans':[{'start':0,'end':3,'label':'\\ud83d'}]
          INVALID_FIELD | 'tags':['O']
          """)
  void anotherAnswerIsRefused(ErrorCode code, String answer) {
    Read.refused(code, task, answer);
  }
}

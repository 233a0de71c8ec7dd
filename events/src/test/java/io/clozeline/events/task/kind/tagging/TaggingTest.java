package io.clozeline.events.task.kind.tagging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.events.Feedback;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.events.task.TaskDefinition;
import io.clozeline.events.task.Texts;
import io.clozeline.events.task.kind.Read;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaggingTest {
  private final TaskDefinition places = Read.task("tagging", "'labels':['O','B-loc','I-loc']");
  private final TaskDefinition parts = Read.task("tagging", "'labels':['NOUN','VERB','O']");

  @Test
  void wordsEndAtPunctuationUnlessToldOtherwise() {
    String labels = "'labels':['NOUN','VERB','O']";
    TaskDefinition cut = Read.task("tagging", labels + ",'options':{'words':'whitespace'}");
    assertEquals(Tagging.PUNCTUATION, Tagging.words(parts));
    assertEquals(Tagging.WHITESPACE, Tagging.words(cut));
    assertEquals(parts, Read.task("tagging", labels + ",'options':{'words':'punctuation'}"));
    assertEquals(cut, Read.again(cut));
    assertEquals(Texts.ONE, cut.texts());
    assertEquals(cut.labels(), cut.kind().outputs(cut.labels()));
  }

  @Test
  void tagsOfEntitiesAreKnownByTheirNames() {
    assertTrue(Tagging.entities(places.labels()));
    assertFalse(Tagging.entities(parts.labels()));
    assertFalse(Tagging.entities(List.of("B-loc", "I-loc")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a task needs two labels or more   | 'labels':['O']
          the tag "I-per" needs "B-per"     | 'labels':['O','B-loc','I-per']
          the tag "B-" names no entity      | 'labels':['O','B-']
          the tag "I-" names no entity      | 'labels':['O','I-']
          a label stands twice              | 'labels':['O','O']
          "words" is none of [punctuation,  | 'labels':['a','b'],'options':{'words':'letters'}
          "words" is none of [punctuation,  | 'labels':['a','b'],'options':{'words':['whitespace']}
          has no option "best"              | 'labels':['a','b'],'options':{'best':3}
          a tagging task has no prompt      | 'labels':['a','b'],'prompt':{'patterns':['{text} [MASK]'],'verbalizer':{'a':['a'],'b':['b']}}
          """)
  void whatCannotWorkIsRefused(String reason, String fields) {
    Read.refused(reason, "tagging", fields);
  }

  @Test
  void itLearnsFromTags() {
    Read.check(parts, "'tags':['NOUN','VERB']");
    Read.check(places, "'tags':['O','B-loc']");
    assertEquals("tagging", parts.kind().slice(Read.check(parts, "'tags':['O','O']")));
  }

  @Test
  void itLearnsFromEntities() {
    Read.check(places, "'spans':[]");
    Read.check(
        places, "'spans':[{'start':0,'end':3,'label':'loc'},{'start':4,'end':7,'label':'loc'}]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          UNKNOWN_LABEL | 'tags':['O','B-per']
          MISSING_FIELD | 'tags':['O',null]
          INVALID_FIELD | 'tags':['O','\\ud83d']
          INVALID_FIELD | 'tags':'O'
          INVALID_FIELD | 'tags':['O'],'spans':[]
          MISSING_FIELD | 'spans':[{'start':0,'end':3}]
          MISSING_FIELD | 'spans':[null]
          MISSING_FIELD | 'spans':[{'end':3,'label':'loc'}]
          UNKNOWN_LABEL | 'spans':[{'start':0,'end':3,'label':'per'}]
          UNKNOWN_LABEL | 'spans':[{'start':0,'end':3,'label':'B-loc'}]
          SPAN_OUTSIDE  | 'spans':[{'start':4,'end':8,'label':'loc'}]
          SPAN_OUTSIDE  | 'spans':[{'start':-1,'end':3,'label':'loc'}]
          SPAN_OUTSIDE  | 'spans':[{'start':3,'end':3,'label':'loc'}]
          INVALID_FIELD | 'spans':[{'start':0,'end':3.5,'label':'loc'}]
          INVALID_FIELD | 'spans':[{'start':0,'end':99999999999,'label':'loc'}]
          INVALID_FIELD | 'label':'loc'
          """)
  void anotherAnswerIsRefused(ErrorCode code, String answer) {
    Read.refused(code, places, answer);
  }

  @Test
  void spansWithoutTagsOfEntitiesAreRefused() {
    Read.refused(ErrorCode.INVALID_FIELD, parts, "'spans':[]");
  }

  @Test
  void manyTagsOfManyLabelsTakeNoTime() {
    // Given
    String labels =
        IntStream.range(0, 1_000).mapToObj(i -> "'t" + i + "'").collect(Collectors.joining(","));
    TaskDefinition task = Read.task("tagging", "'labels':[" + labels + "]");
    List<String> tags = Collections.nCopies(500_000, "t999");
    // Then
    assertTimeout(
        Duration.ofSeconds(20), () -> Feedback.tags("a", "t", tags, "a text").check(task));
  }

  @Test
  void moreTagsThanATextHasCharactersAreRefused() {
    List<String> tags = Collections.nCopies(500_001, "O");
    var thrown = assertThrows(EventException.class, () -> Feedback.tags("a", "t", tags, "a text"));
    assertEquals(ErrorCode.INVALID_FIELD, thrown.code());
  }
}

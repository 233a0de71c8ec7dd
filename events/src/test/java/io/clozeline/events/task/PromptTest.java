package io.clozeline.events.task;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.events.task.kind.Read;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromptTest {
  private static final String TASK =
      "'labels':['no','yes'],'prompt':{'verbalizer':{'no':['bad'],'yes':['good']},%s}";
  private static final String ONE = "'patterns':['{text} [MASK]']";
  private static final String TWO = "'patterns':['{text} [MASK]','[MASK]: {text}']";

  @Test
  void fieldsArePutIntoThePatterns() {
    // Given
    String patterns = "'patterns':['{text} [MASK] {noun}','{a1} {noun}: [MASK] {text} {noun}']";
    // When
    Prompt prompt = prompt(patterns + ",'fields':{'noun':'$1 film\\\\','a1':'The'}");
    // Then
    assertEquals(
        List.of("{text} [MASK] $1 film\\", "The $1 film\\: [MASK] {text} $1 film\\"),
        prompt.filledPatterns());
    assertEquals(prompt, prompt(patterns + ",'fields':{'a1':'The','noun':'$1 film\\\\'}"));
    assertEquals(List.of("a1", "noun"), List.copyOf(prompt.fields().keySet()));
    assertEquals(List.of("{text} [MASK]"), prompt(ONE).filledPatterns());
    assertNull(prompt(ONE + ",'fields':{}").fields());
  }

  @Test
  void weightsAreSharesOfTheWhole() {
    assertArrayEquals(new double[] {0.75, 0.25}, prompt(TWO + ",'weights':[3,1]").shares());
    assertArrayEquals(new double[] {0.5, 0.5}, prompt(TWO).shares());
    assertEquals(prompt(TWO), prompt(TWO + ",'weights':[7,7.0]"));
    assertEquals(prompt(ONE), prompt(ONE + ",'weights':[0.1]"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2",
        "{'perLabel':2}",
        "{'perLabel':2,'draws':null,'tokens':256}",
        "{'pool':64,'tokens':256,'draws':1,'perLabel':2}"
      })
  void demonstrationsAreANumberOrSayMore(String json) {
    Prompt prompt = prompt(ONE + ",'demonstrations':" + json);
    assertEquals(new Demonstrations(2, 1, 256, 64), prompt.demonstrations());
    TaskDefinition task = read(ONE + ",'demonstrations':" + json);
    assertEquals(task, Read.again(task));
  }

  @Test
  void anObjectOfDemonstrationsMayBeEmpty() {
    assertEquals(prompt(ONE + ",'demonstrations':1"), prompt(ONE + ",'demonstrations':{}"));
    assertNull(prompt(ONE + ",'demonstrations':null").demonstrations());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          1 weights for 2 patterns             | 'weights':[1]
          0 weights for 2 patterns             | 'weights':[]
          a weight is null                     | 'weights':[1,null]
          weights are [1.0, 0.0]; they lie     | 'weights':[1,0]
          weights are [1.0, NaN]; they lie     | 'weights':[1,'NaN']
          weights are [1.0, 1001.0]; they lie  | 'weights':[1,1001]
          weights are [1.0, Infinity]; they    | 'weights':[1,1e999]
          field "text" is not a name           | 'fields':{'text':'a'}
          field "textB" is not a name          | 'fields':{'textB':'a'}
          field "a b" is not a name            | 'fields':{'a b':'a'}
          field "1a" is not a name             | 'fields':{'1a':'a'}
          field "" is not a name               | 'fields':{'':'a'}
          the field {a} is empty               | 'fields':{'a':null}
          the field {a} is empty               | 'fields':{'a':' '}
          the field {a} has a lone surrogate   | 'fields':{'a':'\\ud83d'}
          the field {a} has braces or [MASK]   | 'fields':{'a':'{text}'}
          the field {a} has braces or [MASK]   | 'fields':{'a':'a [MASK]'}
          demonstrations.perLabel is 0         | 'demonstrations':0
          demonstrations.perLabel is 9         | 'demonstrations':{'perLabel':9}
          demonstrations.draws is 17           | 'demonstrations':{'draws':17}
          demonstrations.tokens is 63          | 'demonstrations':{'tokens':63}
          demonstrations.pool is 1001          | 'demonstrations':{'pool':1001}
          """)
  void whatCannotWorkIsRefused(String reason, String field) {
    Read.refused(reason, "classification", TASK.formatted(TWO + "," + field));
  }

  @ParameterizedTest
  @ValueSource(strings = {"'1'", "1.5", "true", "[1]", "{'perlabel':1}", "99999999999", "''"})
  void demonstrationsOfAnotherShapeAreRefused(String json) {
    var thrown = assertThrows(EventException.class, () -> read(ONE + ",'demonstrations':" + json));
    assertEquals(ErrorCode.INVALID_FIELD, thrown.code());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{text} [MASK] {other}",
        "{te{text}xt} [MASK]",
        "{text} [MASK] {a{b}}",
        "{text} [MASK] {{a}}",
        "{text} [MASK] }",
        "{text} [MASK] {}"
      })
  void aPatternHasNoOtherBraces(String pattern) {
    Read.refused(
        "has a field other than {text}, {textB}, {a}, {b}",
        "classification",
        TASK.formatted("'fields':{'a':'x','b':'y'},'patterns':['" + pattern + "']"));
  }

  @Test
  void hugeWordsAndFieldsAreRefusedAtOnce() {
    String words = "'patterns':['{text} [MASK]']";
    Read.refused(
        "a word of \"yes\" has more than 200 characters",
        "classification",
        TASK.replace("'good'", "'" + "a ".repeat(1_000_000) + "'").formatted(words));
    Read.refused(
        "has more than 1000 characters",
        "classification",
        TASK.formatted(words + ",'fields':{'a':'" + "a".repeat(1_001) + "'}"));
  }

  private static Prompt prompt(String fields) {
    return read(fields).prompt();
  }

  private static TaskDefinition read(String fields) {
    return Read.task("classification", TASK.formatted(fields));
  }
}

package io.clozeline.events.task.kind;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.clozeline.events.Annotation;
import io.clozeline.events.Feedback;
import io.clozeline.events.task.TaskDefinition;
import io.clozeline.events.topic.Topics;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was right beside what was said. */
class AgreementTest {
  private static final String LABELS = "'labels':['a','b','c']";
  private static final String TAGS = "'labels':['O','B-x','I-x']";
  private static final String RANGE = "'options':{'min':1,'max':5}";
  private static final String NONE = "'options':{'noAnswer':0}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "classification | 'label':'a' | 'label':'a' | 1",
        "classification | 'label':'a' | 'label':'b' | 0",
        "classification | 'label':'a' | 'tokensIn':3 | 0",
        "multilabel | 'labels':['a','b'] | 'labels':['b','a'] | 1",
        "multilabel | 'labels':['a','b'] | 'labels':['b','c'] | 0.3333333",
        "multilabel | 'labels':[] | 'labels':[] | 1",
        "multilabel | 'labels':[] | 'labels':['a'] | 0",
        "regression | 'value':4 | 'value':3 | 0.75",
        "regression | 'value':1 | 'value':5 | 0",
        "regression | 'value':1 | 'value':9 | 0",
        "regression | 'value':1 | 'label':'x' | 0",
        "cloze | 'fills':['Gold','old'] | 'fills':[[{'word':'gold','probability':1}],[{'word':'new','probability':1}]] | 0.5",
        "cloze | 'fills':['gold'] | 'fills':[[]] | 0",
        "cloze | 'fills':['gold'] | 'fills':[[{'word':'gold','probability':1}],[{'word':'a','probability':1}]] | 0.5",
        "span | 'spans':[{'start':0,'end':4}] | 'spans':[{'start':0,'end':4}] | 1",
        "span | 'spans':[{'start':0,'end':4}] | 'spans':[{'start':2,'end':4},{'start':0,'end':4}] | 0.6666667",
        "span | 'spans':[{'start':0,'end':2},{'start':3,'end':5}] | 'spans':[{'start':3,'end':5}] | 1",
        "span | 'spans':[{'start':0,'end':2}] | 'spans':[{'start':2,'end':4}] | 0",
        "span | 'spans':[] | 'spans':[] | 1",
        "span | 'spans':[] | 'spans':[{'start':2,'end':4}] | 0",
        "tagging | 'tags':['B-x','O'] | 'tags':[{'start':0,'end':3,'label':'B-x'},{'start':4,'end':7,'label':'B-x'}] | 0.5",
        "tagging | 'tags':['B-x','O'] | 'tags':[{'start':0,'end':3,'label':'B-x'}] | 0.5",
        "tagging | 'spans':[{'start':0,'end':3,'label':'x'}] | 'spans':[{'start':0,'end':3,'label':'x'},{'start':4,'end':7,'label':'x'}] | 0.6666667",
        "tagging | 'spans':[] | 'tags':[{'start':0,'end':3,'label':'O'}] | 1",
      })
  void isTheShareThatWasRight(String kind, String right, String said, double agreement) {
    // Given
    TaskDefinition task = Read.task(kind, fields(kind));
    Feedback feedback = Read.feedback(right);
    // When
    double found = task.kind().agreement(feedback, annotation(kind, said), task);
    // Then
    assertEquals(agreement, found, 1e-6);
  }

  private static String fields(String kind) {
    return switch (kind) {
      case "regression" -> RANGE;
      case "tagging" -> TAGS;
      case "span" -> NONE;
      case "cloze" -> "";
      default -> LABELS;
    };
  }

  private static Annotation annotation(String kind, String answer) {
    String json =
        "{'id':'a','task':'t','kind':'" + kind + "','truncated':false,'windows':1," + answer + "}";
    if (!answer.contains("tokensIn")) {
      json = json.replace("'windows'", "'tokensIn':2,'windows'");
    }
    return Topics.ANNOTATIONS.codec().decode(json.replace('\'', '"').getBytes(UTF_8));
  }
}

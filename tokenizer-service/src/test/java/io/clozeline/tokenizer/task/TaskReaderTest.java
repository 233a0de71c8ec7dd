package io.clozeline.tokenizer.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.tokenizer.TestModel;
import io.clozeline.tokenizer.TestTasks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskReaderTest {
  private final TaskReader reader = TestModel.taskReader();

  @Test
  void aGoodDefinitionIsReady() {
    // When
    SequencedTask task = reader.read("sentiment", TestTasks.bytes(TestTasks.SENTIMENT));

    // Then
    assertEquals(2, task.sequence("Fine.", null).sequences().size());
    assertEquals(16, task.task().version().length());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "not JSON                                               | INVALID_JSON  | cannot be read",
        "{'name':'t','kind':'dream'}                            | TASK_REFUSED  | unknown kind",
        "{'kind':'cloze'}                                       | TASK_REFUSED  | a task name",
        "{'name':'other','kind':'cloze'}                        | TASK_REFUSED  | record's key",
        "{'name':'t','kind':'classification','labels':['a']}    | TASK_REFUSED  | two labels",
        "{'name':'t','kind':'classification','labels':[null,'a']} | TASK_REFUSED | a label is null",
        "{'name':'t','kind':'cloze','lables':['a']}             | INVALID_FIELD | lables"
      })
  void aBadDefinitionIsRefusedWithTheReason(String json, ErrorCode code, String reason) {
    // When
    var refused = refusal(json.replace('\'', '"'));

    // Then
    assertEquals(code, refused.code(), refused.getMessage());
    assertTrue(refused.getMessage().contains(reason), refused.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{text} It was fine | good        | no [MASK]",
        "{text} [MASK]      | a b c d e f g h i | 9 tokens, more than 8",
        "It was [MASK]      | good        | {text}"
      })
  void aPromptThatCannotWorkIsRefused(String pattern, String word, String reason) {
    // When
    var refused =
        refusal(
            """
            {"name": "t", "kind": "classification", "labels": ["a", "b"],
             "prompt": {"patterns": ["%s"], "verbalizer": {"a": ["bad"], "b": ["%s"]}}}
            """
                .formatted(pattern, word));

    // Then
    assertEquals(ErrorCode.TASK_REFUSED, refused.code());
    assertTrue(refused.getMessage().contains(reason), refused.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"entailment,,MISSING_FIELD", "sentiment,more,INVALID_FIELD"})
  void theNumberOfTextsIsTheKinds(String name, String textB, ErrorCode code) {
    // Given
    SequencedTask task = TestTasks.all().get(name);

    // When
    var refused = assertThrows(EventException.class, () -> task.sequence("text", textB));

    // Then
    assertEquals(code, refused.code());
  }

  private EventException refusal(String json) {
    return assertThrows(EventException.class, () -> reader.read("t", TestTasks.bytes(json)));
  }
}

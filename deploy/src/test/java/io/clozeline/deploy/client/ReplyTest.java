package io.clozeline.deploy.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.clozeline.events.error.DeadLetter;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.Origin;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplyTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "texts | {\"id\":\"x\",\"text\":\"a\",\"tasks\":[\"t\",\"u\"]} | true",
        "texts | {\"id\":\"x\",\"text\":\"a\",\"task\":\"t\"} | false",
        "texts | {\"id\": | true",
        "texts | | true",
        "tokens | any | false"
      })
  void aRefusalOfTheTextItselfAnswersForAllOfItsTasks(String topic, String value, boolean all) {
    // Given
    byte[] bytes = value == null ? null : value.getBytes(StandardCharsets.UTF_8);
    var origin = new Origin(topic, 0, 1);
    var letter =
        new DeadLetter("x".getBytes(), bytes, ErrorCode.INTERNAL, "tokenizer", "why", origin, 1);
    // Then
    assertEquals(all, new Reply.Refused("x", letter, 0).ofAllTasks());
  }
}

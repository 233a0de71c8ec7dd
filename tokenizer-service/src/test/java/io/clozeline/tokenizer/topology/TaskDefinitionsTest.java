package io.clozeline.tokenizer.topology;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.clozeline.events.Limits;
import io.clozeline.events.error.DeadLetter;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.topic.Topics;
import io.clozeline.tokenizer.TestTasks;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TaskDefinitionsTest {
  private static final byte[] GOOD = TestTasks.bytes(TestTasks.CLOZE);
  private static final byte[] BETTER =
      TestTasks.bytes("{\"name\": \"cloze\", \"kind\": \"cloze\", \"topK\": 3}");
  private static final byte[] BAD = TestTasks.bytes("{\"name\": \"cloze\", \"kind\": \"dream\"}");

  private final Driver driver = new Driver();

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void aGoodDefinitionIsLeftAlone() {
    // When
    driver.send(Topics.TASKS, "cloze", GOOD);

    // Then
    assertEquals(List.of(), driver.received(Topics.TASKS.name()));
    assertEquals(List.of(), driver.deadLetters(Topics.TASKS));
  }

  @Test
  void aBadOneIsADeadLetterAndTheOneBeforeIsWrittenAgain() {
    // Given
    driver.send(Topics.TASKS, "cloze", GOOD);

    // When
    driver.send(Topics.TASKS, "cloze", BAD);

    // Then
    DeadLetter letter = driver.deadLetters(Topics.TASKS).get(0);
    assertEquals(ErrorCode.TASK_REFUSED, letter.code());
    assertEquals("tokenizer-tasks", letter.stage());
    assertEquals("tasks-0@1", letter.origin().toString());
    assertArrayEquals(BAD, letter.value());
    assertRestored(GOOD);
  }

  @Test
  void theFirstOneOfATaskIsErasedWhenItIsBad() {
    // When
    driver.send(Topics.TASKS, "cloze", BAD);

    // Then
    assertEquals(1, driver.deadLetters(Topics.TASKS).size());
    var records = driver.received(Topics.TASKS.name());
    assertEquals(1, records.size());
    assertNull(records.get(0).value());
  }

  @Test
  void anErasedTaskStaysErased() {
    // Given
    driver.send(Topics.TASKS, "cloze", GOOD);
    driver.send(Topics.TASKS, "cloze", (byte[]) null);

    // When
    driver.send(Topics.TASKS, "cloze", BAD);

    // Then
    assertNull(driver.received(Topics.TASKS.name()).get(0).value());
  }

  @Test
  void whatWasWrittenAgainTooLateGivesWayToANewerGoodOne() {
    // Given
    driver.send(Topics.TASKS, "cloze", GOOD);
    driver.send(Topics.TASKS, "cloze", BETTER); // at offset 1
    var lateByOne = new RecordHeaders().add("clozeline.restores", new byte[] {'0'});

    // When
    driver.send(Topics.TASKS, "cloze", GOOD, lateByOne);

    // Then
    assertEquals(List.of(), driver.deadLetters(Topics.TASKS));
    assertRestored(BETTER);
  }

  @Test
  void aHeaderWithoutAValueDoesNoHarm() {
    // When
    driver.send(Topics.TASKS, "cloze", GOOD, new RecordHeaders().add("clozeline.restores", null));

    // Then
    assertEquals(List.of(), driver.received(Topics.TASKS.name()));
    assertEquals(List.of(), driver.deadLetters(Topics.TASKS));
  }

  @Test
  void aRecordTooLargeForItsDeadLetterTopicStaysAtItsOrigin() {
    // When
    driver.send(Topics.TASKS, "cloze", new byte[Limits.RECORD_BYTES + 1]);

    // Then
    DeadLetter letter = driver.deadLetters(Topics.TASKS).get(0);
    assertNull(letter.value());
    assertEquals("tasks-0@0", letter.origin().toString());
  }

  @Test
  void eachHostileDefinitionIsRefusedAndTheOneBeforeStays() {
    String word =
        "{'name':'cloze','kind':'classification','labels':['a','b'],"
            + "'prompt':{'patterns':['{text} [MASK]'],'verbalizer':{'a':['%s'],'b':['bad']}}}";
    for (String hostile :
        List.of(
            "[".repeat(100_000),
            "{'name':'cloze','kind':'cloze','a':" + "{'a':".repeat(50_000),
            "{'name':'other','kind':'cloze'}",
            "{'name':'cloze\\u0000','kind':'cloze'}",
            "{'name':'cloze','kind':'cloze','topK':99999999999}",
            String.format(word, "a b c d e f g h i"),
            String.format(word, "\\u0000"),
            String.format(word, "\\u2603"),
            String.format(word, "good','".repeat(200_000) + "good"))) {
      // Given
      driver.send(Topics.TASKS, "cloze", GOOD);

      // When
      driver.send(Topics.TASKS, "cloze", hostile.replace('\'', '"'));

      // Then
      assertEquals(1, driver.deadLetters(Topics.TASKS).size());
      assertRestored(GOOD);
    }
  }

  private void assertRestored(byte[] definition) {
    var records = driver.received(Topics.TASKS.name());
    assertEquals(1, records.size());
    assertArrayEquals(definition, records.get(0).value());
  }
}

package io.clozeline.tokenizer.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.clozeline.events.Limits;
import io.clozeline.events.topic.Topics;
import java.io.IOException;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ApplicationPropertiesTest {
  @Test
  void theStreamWaitsForEveryTopicItUses() throws IOException {
    // Given
    var expected =
        Set.of(
            Topics.TEXTS.name(),
            Topics.TEXTS.deadLetters(),
            Topics.TOKENS.name(),
            Topics.FEEDBACK.name(),
            Topics.FEEDBACK.deadLetters(),
            Topics.EXAMPLES.name(),
            Topics.TASKS.name(),
            Topics.TASKS.deadLetters());

    // When
    String topics = properties().getProperty("quarkus.kafka-streams.topics");

    // Then
    assertEquals(expected, Set.copyOf(List.of(topics.split(","))));
  }

  @Test
  void theLargestRecordGoesInAndItsDeadLetterOut() throws IOException {
    // When
    Properties properties = properties();

    // Then
    assertEquals(
        Limits.RECORD_BYTES, number(properties.getProperty("kafka.max.partition.fetch.bytes")));
    assertEquals(
        Limits.RECORD_BYTES + 64 * 1024, number(properties.getProperty("kafka.max.request.size")));
  }

  private static int number(String value) {
    return Integer.parseInt(value);
  }

  private static Properties properties() throws IOException {
    var properties = new Properties();
    try (var file =
        ApplicationPropertiesTest.class.getResourceAsStream("/application.properties")) {
      properties.load(file);
    }
    return properties;
  }
}

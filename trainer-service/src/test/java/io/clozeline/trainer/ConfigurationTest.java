package io.clozeline.trainer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.clozeline.events.topic.Topics;
import java.io.IOException;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConfigurationTest {
  @Test
  void waitsForTheTopicsThatItUses() throws IOException {
    // Given
    var properties = new Properties();
    try (var file = getClass().getResourceAsStream("/application.properties")) {
      properties.load(file);
    }
    // When
    var topics = properties.getProperty("quarkus.kafka-streams.topics");
    // Then
    assertEquals(
        Set.of(
            Topics.EXAMPLES.name(),
            Topics.EXAMPLES.deadLetters(),
            Topics.ANNOTATIONS.name(),
            Topics.SHADOWS.name(),
            Topics.FEEDBACK.name(),
            Topics.TRIALS.name(),
            Topics.TRIALS.deadLetters(),
            Topics.EVALUATIONS.name(),
            Topics.DECISIONS.name(),
            Topics.CONTROLS.name(),
            Topics.ADAPTERS.name(),
            Topics.RELEASES.name(),
            Topics.TASKS.name()),
        Set.of(topics.split(",")));
  }
}

package io.clozeline.events.topic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.events.Given;
import io.clozeline.events.topic.Topic.Cleanup;
import io.clozeline.events.topic.Topic.Spread;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TopicsTest {
  @Test
  void allTopicsAreThereUnderTheirNames() {
    assertEquals(
        List.of(
            "texts",
            "tokens",
            "encodings",
            "annotations",
            "shadows",
            "review",
            "feedback",
            "examples",
            "trials",
            "evaluations",
            "adapters",
            "releases",
            "decisions",
            "controls",
            "tasks"),
        Topics.all().stream().map(Topic::name).toList());
  }

  @Test
  void noTwoTopicsHaveAName() {
    // When
    List<String> names =
        Topics.all().stream().flatMap(t -> Stream.of(t.name(), t.deadLetters())).toList();
    // Then
    assertEquals(30, new HashSet<>(names).size());
  }

  @Test
  void theDeadLettersOfATopicAreBesideIt() {
    assertEquals("texts.dead-letters", Topics.TEXTS.deadLetters());
    assertTrue(
        Topics.all().stream().allMatch(t -> t.deadLetters().equals(t.name() + ".dead-letters")));
  }

  @Test
  void whatHasANewestValueIsCompactedAndWhatHasOneOrderHasOnePartition() {
    assertEquals(
        List.of("examples", "adapters", "releases", "controls", "tasks"),
        Topics.all().stream()
            .filter(t -> t.cleanup() == Cleanup.COMPACT)
            .map(Topic::name)
            .toList());
    assertEquals(
        List.of("adapters", "releases", "decisions", "controls", "tasks"),
        Topics.all().stream().filter(t -> t.spread() == Spread.SINGLE).map(Topic::name).toList());
    assertEquals("compact", Cleanup.COMPACT.policy());
    assertEquals("delete", Cleanup.DELETE.policy());
  }

  @Test
  void aRecordHasItsKeyAndItsValueAsBytes() {
    // When
    var record = Topics.TEXTS.record("review-é", Given.text());
    var erased = Topics.EXAMPLES.record("sentiment/review-1", null);
    // Then
    assertEquals("texts", record.topic());
    assertEquals("review-é", Topic.key(record.key()));
    assertArrayEquals(Topics.TEXTS.codec().encode(Given.text()), record.value());
    assertNull(erased.value());
  }

  @Test
  void aKeyMayBeAbsent() {
    assertNull(Topic.key((byte[]) null));
    assertNull(Topic.key((String) null));
  }

  @Test
  void codecsServeKafka() {
    // Given
    var serde = Topics.TOKENS.codec().serde();
    // When
    byte[] bytes = serde.serializer().serialize("tokens", Given.tokenized());
    // Then
    assertEquals(Given.tokenized(), serde.deserializer().deserialize("tokens", bytes));
    assertNull(serde.serializer().serialize("tokens", null));
    assertNull(serde.deserializer().deserialize("tokens", null));
  }
}

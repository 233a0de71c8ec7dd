package io.clozeline.deploy.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.deploy.evaluate.LabelledSet.Row;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DemoTest {
  private final Reviews reviews = Reviews.shipped();

  @Test
  void drawsTheSame16SentencesOfEachLabel() {
    // When
    Map<String, Long> drawn =
        reviews.shots().rows().stream()
            .collect(Collectors.groupingBy(Row::label, Collectors.counting()));
    // Then
    assertEquals(Map.of("negative", 16L, "positive", 16L), drawn);
    assertEquals(reviews.shots(), Reviews.shipped().shots());
  }

  @Test
  void scoresNoSentenceThatIsFedBack() {
    // Given
    var rest = new HashSet<>(reviews.rest().rows());
    // Then
    assertEquals(320, reviews.all().rows().size());
    assertEquals(288, rest.size());
    assertTrue(reviews.shots().rows().stream().noneMatch(rest::contains));
  }

  @Test
  void saysWhereTheSentencesComeFrom() {
    assertNotNull(getClass().getResource("/demo/ATTRIBUTION.md"));
  }

  @Test
  void worksUnderATaskOfItsOwn() {
    // When
    var task = DemoTask.of("abc", 32);
    // Then
    assertEquals("demo-sentiment-abc", task.name());
    assertEquals(32, task.learning().minExamples());
    assertEquals(List.of("negative", "positive"), task.labels());
    assertTrue(task.prompted());
  }

  @Test
  void reportsInOneLine() {
    // When
    var report = new DemoReport(608, 608, 0, 0.8123456, 0.9, 93.26, 17.04);
    // Then
    assertEquals(
        "{\"texts\":608,\"annotations\":608,\"deadLetters\":0,\"accuracyBefore\":0.8123,"
            + "\"accuracyAfter\":0.9,\"textsPerSecond\":93.3,\"secondsToFirstAnnotation\":17.0}",
        report.line());
  }
}

package io.clozeline.deploy.evaluate.kind.tagging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.clozeline.deploy.evaluate.data.Item;
import io.clozeline.deploy.evaluate.metric.EntityF1.Entity;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TaggedWordsTest {
  @Test
  void anEntityEndsWhereItsTypeDoesAndStartsWithOrWithoutB() {
    // Given
    var words = List.of("New", "York", "Rome", "is", "in", "Asia", "Ada");
    var tags = List.of("B-l", "I-l", "B-l", "O", "O", "I-l", "I-p");
    // When
    var entities = TaggedWords.of(Item.tagged(words, tags)).entities();
    // Then
    assertEquals(
        Set.of(
            new Entity(0, 8, "l"),
            new Entity(9, 13, "l"),
            new Entity(20, 24, "l"),
            new Entity(25, 28, "p")),
        entities);
  }
}

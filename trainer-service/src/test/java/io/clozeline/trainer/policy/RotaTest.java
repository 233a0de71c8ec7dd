package io.clozeline.trainer.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RotaTest {
  private final Rota rota = new Rota();

  @Test
  void tasksTakeTurns() {
    // Given
    var tasks = List.of("c", "a", "b");
    // When
    var turns = Stream.generate(() -> rota.next(tasks).orElseThrow()).limit(6).toList();
    // Then
    assertEquals(List.of("a", "b", "c", "a", "b", "c"), turns);
  }

  @Test
  void aNewTaskGoesBeforeOnesThatHadTheirTurn() {
    // Given
    rota.next(List.of("a"));
    // When
    var next = rota.next(List.of("a", "z"));
    // Then
    assertEquals("z", next.orElseThrow());
  }

  @Test
  void nobodyIsNextOfNobody() {
    assertTrue(rota.next(List.of()).isEmpty());
  }
}

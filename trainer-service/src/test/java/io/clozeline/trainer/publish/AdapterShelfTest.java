package io.clozeline.trainer.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.clozeline.events.Challenger;
import io.clozeline.events.Release;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AdapterShelfTest {
  private static final Duration GRACE = Duration.ofMinutes(2);

  private Instant now = Instant.EPOCH;
  private final AdapterShelf shelf = new AdapterShelf(2, GRACE, () -> now);

  @Test
  void erasesWhatIsNotAmongTheNewest() {
    // Given
    put("a", "b", "c", "d");
    now = now.plus(GRACE);
    // Then
    assertEquals(List.of("b", "a"), shelf.due(release("e", "d"), release("d", "c")));
  }

  @Test
  void waitsUntilTheNextOneHasBeenThereForAWhile() {
    // Given
    put("a", "b");
    now = now.plus(GRACE);
    put("c", "d");
    // Then
    assertEquals(List.of("a"), shelf.due(release("e", "d"), release("d", "c")));
    now = now.plus(GRACE);
    assertEquals(List.of("b", "a"), shelf.due(release("e", "d"), release("d", "c")));
  }

  @Test
  void knowsTheTunedModelsThatAdaptersName() {
    // Given
    shelf.put("a", "sentiment", "of-a");
    shelf.put("b", "topic", "of-b");
    put("c");
    // Then
    assertEquals(Set.of("of-a", "of-b"), shelf.named());
    assertEquals(Optional.empty(), shelf.models()); // until the topic has been read
    // And when
    shelf.put("a", null, null);
    // Then
    assertEquals(Set.of("of-b"), shelf.named());
  }

  @Test
  void keepsWhatAReleaseNames() {
    // Given
    put("a", "b", "c", "d");
    now = now.plus(GRACE);
    // Then: somebody went back to a, which came after b
    assertEquals(List.of(), shelf.due(release("e", "a"), release("a", "b")));
  }

  @Test
  void keepsWhatRidesAlong() {
    // Given
    put("a", "b", "c", "d");
    now = now.plus(GRACE);
    // Then
    Release challenged = release("e", "d").with(new Challenger(0.5, release("a", "e")));
    assertEquals(List.of("b"), shelf.due(challenged, release("d", "c")));
    assertEquals(List.of("b"), shelf.due(release("e", "d"), challenged));
  }

  @Test
  void countsEachTaskForItself() {
    // Given
    put("a", "b", "c");
    shelf.put("other", "topic", null);
    now = now.plus(GRACE);
    // Then
    assertEquals(List.of("a"), shelf.due(release("d", "c"), null));
    shelf.put("a", null, null);
    assertEquals(List.of(), shelf.due(release("d", "c"), null));
  }

  private void put(String... digests) {
    for (String digest : digests) {
      shelf.put(digest, "sentiment", null);
    }
  }

  private static Release release(String digest, String previous) {
    return new Release("sentiment", digest, previous, Map.of(), "test", 1, 1, Instant.EPOCH);
  }
}

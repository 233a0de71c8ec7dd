package io.clozeline.encoder.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.clozeline.bert.adapter.Adapter;
import io.clozeline.bert.adapter.AdapterConfig;
import io.clozeline.bert.graph.Target;
import io.clozeline.bert.method.lora.Lora;
import io.clozeline.events.Challenger;
import io.clozeline.events.Release;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LiveAdaptersTest {
  private final LiveAdapters live = new LiveAdapters((task, digest) -> {});

  @Test
  void switchesWhenTheAdapterCameFirst() {
    // Given
    live.adapter("one", adapter("one", "t"));
    // When
    live.release("t", release("t", "one"));
    // Then
    assertEquals("one", live.of("t").digest());
  }

  @Test
  void keepsTheOldOneUntilTheAdapterOfTheNewReleaseIsThere() {
    // Given
    live.adapter("one", adapter("one", "t"));
    live.release("t", release("t", "one"));
    // When
    live.release("t", release("t", "two"));
    // Then
    assertEquals("one", live.of("t").digest());
    live.adapter("two", adapter("two", "t"));
    assertEquals("two", live.of("t").digest());
  }

  @Test
  void givesATaskNoAdapterOfAnother() {
    // Given
    live.adapter("one", adapter("one", "other"));
    // When
    live.release("t", release("t", "one"));
    // Then
    assertNull(live.of("t").adapter());
  }

  @Test
  void goesBackToTheBaseModel() {
    // Given
    live.adapter("one", adapter("one", "t"));
    live.release("t", release("t", "one"));
    // When
    live.release("t", release("t", null));
    // Then
    assertNull(live.of("t").adapter());
    assertEquals(Map.of(), live.digests());
  }

  @Test
  void listsWhatServesAndWhatRidesAlong() {
    // Given
    live.adapter("one", adapter("one", "t"));
    live.adapter("two", adapter("two", "t"));
    live.release("other", release("other", null));
    // When
    live.release("t", release("t", "one").with(new Challenger(0.5, release("t", "two"))));
    // Then
    List<String> digests = live.all().stream().map(Adapter::digest).sorted().toList();
    assertEquals(List.of("one", "two"), digests);
    live.release("t", release("t", null));
    assertEquals(List.of(), live.all());
  }

  @Test
  void aChallengerRidesAlongOnItsShareOnceItIsThere() {
    // Given
    live.adapter("one", adapter("one", "t"));
    Release challenged = release("t", "one").with(new Challenger(0.5, release("t", "two")));
    // When
    live.release("t", challenged);
    // Then
    assertEquals(0, riding("two"));
    assertEquals("one", live.of("t").digest());
    // And when
    live.adapter("two", adapter("two", "t"));
    // Then
    assertEquals(500, riding("two"), 60);
    assertEquals("one", live.of("t").digest());
    // And when it goes live
    live.release("t", release("t", "two"));
    // Then
    assertEquals(0, riding("two"));
    assertEquals("two", live.of("t").digest());
  }

  @Test
  void aReleaseIsServedOnlyWithItsAdapter() {
    // Given
    live.adapter("one", adapter("one", "t"));
    Release one = release("t", "one");
    live.release("t", one);
    Release two = release("t", "two").showing(true, null);
    // When
    live.release("t", two);
    // Then
    assertEquals(one, live.of("t").release());
    live.adapter("two", adapter("two", "t"));
    assertEquals(two, live.of("t").release());
  }

  @Test
  void theBaseModelIsServedAsItsReleaseSays() {
    // Given
    Release shown = release("t", null).showing(true, false);
    // When
    live.release("t", shown);
    // Then
    assertEquals(new Serving(null, shown), live.of("t"));
    assertEquals(Map.of(), live.digests());
    live.release("t", null);
    assertEquals(Serving.BASE, live.of("t"));
  }

  @Test
  void aChallengerRidesAlongAsItsOwnReleaseSays() {
    // Given
    live.adapter("two", adapter("two", "t"));
    Release challenger = release("t", "two").showing(true, null);
    // When
    live.release("t", release("t", null).showing(false, null).with(new Challenger(1, challenger)));
    // Then
    assertEquals(false, live.of("t").release().demonstrations());
    assertEquals(challenger, live.challenger("t", "d").orElseThrow().release());
  }

  @Test
  void aChallengerOfAnotherTaskDoesNotRide() {
    // Given
    live.adapter("two", adapter("two", "other"));
    // When
    live.release("t", release("t", null).with(new Challenger(1, release("t", "two"))));
    // Then
    assertEquals(0, riding("two"));
  }

  /** Of a thousand documents. */
  private long riding(String digest) {
    return IntStream.range(0, 1_000)
        .filter(
            i -> live.challenger("t", "d" + i).filter(a -> a.digest().equals(digest)).isPresent())
        .count();
  }

  private static Release release(String task, String digest) {
    return new Release(task, digest, null, null, "test", 1, 1, Instant.EPOCH);
  }

  private static Adapter adapter(String digest, String task) {
    var config =
        new AdapterConfig(
            "m", "w", task, new Lora(1, 1, List.of(Target.QUERY)), List.of("a", "b"), true);
    return new Adapter(digest, config, Map.of(), null);
  }
}

package io.clozeline.trainer.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReplayTest {
  private final Replay replay = new Replay();

  @Test
  void takesAllWhereThereIsRoom() {
    // Given
    give("a", 0, 50);
    give("b", 50, 51);
    // Then
    assertEquals(51, chosen(51, 0, 51).size());
  }

  @Test
  void aRareLabelIsTakenWhollyAndTheOthersShareTheRest() {
    // Given
    give("rare", 0, 10);
    give("common", 10, 1_000);
    give("other", 1_000, 1_100);
    // When
    var chosen = chosen(110, 0, 1_100);
    // Then
    assertEquals(110, chosen.size());
    assertEquals(10, chosen.stream().filter(offset -> offset < 10).count());
    assertEquals(50, chosen.stream().filter(offset -> offset >= 1_000).count());
  }

  @Test
  void halfAreTheNewestAndHalfAreOfAllTimes() {
    // Given
    give("a", 0, 10_000);
    // When
    var chosen = chosen(1_000, 0, 10_000);
    // Then
    assertEquals(1_000, chosen.size());
    assertTrue(chosen.containsAll(LongStream.range(9_500, 10_000).boxed().toList()));
    long early = chosen.stream().filter(offset -> offset < 4_750).count();
    assertTrue(early > 200 && early < 300, early + " of the first half");
  }

  @Test
  void theSampleChangesLittleAsExamplesCome() {
    // Given
    give("a", 0, 10_000);
    var before = chosen(1_000, 0, 9_000);
    // When
    give("a", 10_000, 10_100);
    var after = chosen(1_000, 0, 9_000);
    // Then
    long stayed = after.stream().filter(before::contains).count();
    assertTrue(stayed >= 0.9 * before.size(), stayed + " of " + before.size());
  }

  private void give(String label, long from, long to) {
    LongStream.range(from, to).forEach(offset -> replay.add(label, offset));
  }

  private List<Long> chosen(int most, long from, long to) {
    var choice = replay.choose(most);
    return LongStream.range(from, to).filter(choice).boxed().toList();
  }
}

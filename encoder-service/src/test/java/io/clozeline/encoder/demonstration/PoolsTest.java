package io.clozeline.encoder.demonstration;

import static io.clozeline.encoder.demonstration.GivenTasks.BAD;
import static io.clozeline.encoder.demonstration.GivenTasks.GOOD;
import static io.clozeline.encoder.demonstration.GivenTasks.SEP;
import static io.clozeline.encoder.demonstration.GivenTasks.example;
import static io.clozeline.encoder.demonstration.GivenTasks.key;
import static io.clozeline.encoder.demonstration.GivenTasks.put;
import static io.clozeline.encoder.demonstration.GivenTasks.sequence;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.events.Example;
import io.clozeline.events.TokenSequence;
import io.clozeline.events.task.Demonstrations;
import io.clozeline.events.task.Task;
import io.clozeline.events.topic.Topic;
import io.clozeline.events.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PoolsTest {
  private static final String PATTERN = "{text} [MASK] [MASK]";
  private static final Task TASK = GivenTasks.task(new Demonstrations(1, 1, 64, 3), PATTERN);
  private static final Task PLAIN = GivenTasks.task(null, PATTERN);

  private final List<String> again = new ArrayList<>();
  private final Pools pools = new Pools(GivenTasks.MODEL, () -> again.add("again"));

  @Test
  void theMasksOfAnExampleHoldTheFirstWordOfItsLabel() {
    // Given
    pools.task(TASK.name(), TASK);
    // When
    put(pools, example(TASK, "a", "no", sequence(10)));
    put(pools, example(TASK, "b", "yes", sequence(11)));
    // Then a mask that the word does not need is gone
    var examples = pool().examples();
    assertArrayEquals(new int[] {10, BAD, GOOD, SEP}, examples.get(0).get(0).demonstration(0));
    assertArrayEquals(new int[] {11, GOOD, SEP}, examples.get(1).get(0).demonstration(0));
  }

  @Test
  void onlyTheNewestOfALabelAreKept() {
    // Given
    pools.task(TASK.name(), TASK);
    // When
    IntStream.range(0, 9).forEach(i -> put(pools, example(TASK, "d" + i, "no", sequence(10 + i))));
    put(pools, example(TASK, "d6", "no", sequence(30)));
    // Then
    assertEquals(List.of("d7", "d8", "d6"), ids(0));
  }

  @Test
  void aLabelThatIsCorrectedOrErasedIsNoLongerShown() {
    // Given
    pools.task(TASK.name(), TASK);
    put(pools, example(TASK, "a", "no", sequence(10)));
    put(pools, example(TASK, "b", "no", sequence(11)));
    put(pools, example(TASK, "c", "no", sequence(12)));
    // When
    put(pools, example(TASK, "a", "yes", sequence(10)));
    pools.example(key(example(TASK, "b", "no", sequence(11))), null);
    // Then
    assertEquals(List.of("c"), ids(0));
    assertEquals(List.of("a"), ids(1));
  }

  @Test
  void aFurtherTaskHasTheExamplesReadAgainAndTheSameOneHasNot() {
    // When
    pools.task(PLAIN.name(), PLAIN);
    pools.task(TASK.name(), TASK);
    pools.task(TASK.name(), TASK);
    // Then
    assertEquals(1, again.size());
  }

  @Test
  void anExampleOfAnotherVersionOfTheTaskIsNotShown() {
    // Given
    pools.task(TASK.name(), TASK);
    // When
    put(pools, example(PLAIN, "a", "no", sequence(10)));
    // Then
    assertTrue(pool().isEmpty());
    assertTrue(pools.of(TASK.name(), PLAIN.version()).isEmpty());
  }

  @Test
  void aTaskThatShowsNothingAnyMoreIsForgotten() {
    // Given
    pools.task(TASK.name(), TASK);
    // When
    pools.task(TASK.name(), PLAIN);
    // Then
    assertTrue(pools.of(TASK.name(), TASK.version()).isEmpty());
  }

  @Test
  void whatCannotBeShownIsLeftOutAndTakesThePlaceOfWhatCould() {
    // Given
    pools.task(TASK.name(), TASK);
    List<Example> bad =
        List.of(
            example(TASK, "a", "maybe", sequence(10)),
            example(TASK, "a", "no"),
            example(TASK, "a", "no", sequence(1_000)),
            example(TASK, "a", "no", with(new int[] {2})),
            example(TASK, "a", "no", with(new int[] {0, 2})),
            example(TASK, "a", "yes", with(new int[0])));
    for (Example example : bad) {
      put(pools, example(TASK, "a", "no", sequence(10)));
      // When
      put(pools, example);
      // Then
      assertTrue(pool().isEmpty(), example.toString());
    }
  }

  @Test
  void recordsThatAreNoExamplesAreLeftOut() {
    // Given
    pools.task(TASK.name(), TASK);
    byte[] value = Topics.EXAMPLES.codec().encode(example(TASK, "a", "no", sequence(10)));
    // When
    pools.example(null, value);
    pools.example(Topic.key("task"), value);
    pools.example(Topic.key("task/other"), value);
    pools.example(Topic.key("task/a"), new byte[] {9, 9});
    pools.example(Topic.key("task/a"), new byte[0]);
    // Then
    assertTrue(pool().isEmpty());
  }

  private Pool pool() {
    return pools.of(TASK.name(), TASK.version()).orElseThrow();
  }

  private List<String> ids(int label) {
    return pool().examples().get(label).stream().map(PooledExample::id).toList();
  }

  private static TokenSequence with(int[] selected) {
    return new TokenSequence(new int[] {1, 10, 3, 3, 2}, new int[5], selected, null, 0);
  }
}

package io.clozeline.encoder.demonstration;

import static io.clozeline.encoder.demonstration.GivenTasks.example;
import static io.clozeline.encoder.demonstration.GivenTasks.sequence;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.encoder.Broker;
import io.clozeline.events.Example;
import io.clozeline.events.task.Demonstrations;
import io.clozeline.events.task.Task;
import io.clozeline.events.topic.Topics;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The pools on a real broker: a task gets what came before it, and all is there after a restart.
 */
@Timeout(120)
class ExampleFollowerTest {
  private static final String PATTERN = "{text} [MASK] [MASK]";
  private static final Task FIRST = GivenTasks.task(new Demonstrations(1, 1, 64, 2), PATTERN);
  private static final Task SECOND = GivenTasks.task(new Demonstrations(1, 1, 64, 3), PATTERN);

  @Test
  void aTaskGetsTheExamplesThatCameBeforeItAndAfterARestart() {
    try (var broker = new Broker()) {
      // Given examples of two versions of a task, made before anybody wants them
      for (int i = 0; i < 4; i++) {
        send(broker, example(FIRST, "a" + i, "no", sequence(10 + i)));
        send(broker, example(SECOND, "b" + i, "yes", sequence(20 + i)));
      }
      // When
      for (int start = 0; start < 2; start++) {
        try (var follower = new ExampleFollower(GivenTasks.MODEL, broker.clientConfig())) {
          assertTrue(follower.caughtUp());
          define(follower, FIRST);
          var first = ids(follower, FIRST, 0);
          define(follower, SECOND);
          // Then
          assertEquals(List.of("a2", "a3"), first);
          assertEquals(List.of("b1", "b2", "b3"), ids(follower, SECOND, 1));
          assertFalse(follower.failed());
        }
      }
    }
  }

  @Test
  void whatComesLaterIsFollowed() {
    try (var broker = new Broker();
        var follower = new ExampleFollower(GivenTasks.MODEL, broker.clientConfig())) {
      // Given
      define(follower, FIRST);
      // When
      send(broker, example(FIRST, "a", "no", sequence(10)));
      await(() -> ids(follower, FIRST, 0).equals(List.of("a")));
      broker.send(Topics.EXAMPLES.name(), "task/a", null);
      // Then
      await(() -> ids(follower, FIRST, 0).isEmpty());
    }
  }

  private static void define(ExampleFollower follower, Task task) {
    follower.pools().task(task.name(), task);
    await(follower::caughtUp);
  }

  private static void send(Broker broker, Example example) {
    broker.send(Topics.EXAMPLES, Example.key(example.task(), example.id()), example);
  }

  private static List<String> ids(ExampleFollower follower, Task task, int label) {
    var pool = follower.pools().of(task.name(), task.version()).orElseThrow();
    return pool.examples().get(label).stream().map(PooledExample::id).toList();
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + 60_000_000_000L;
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    assertTrue(condition.getAsBoolean());
  }
}

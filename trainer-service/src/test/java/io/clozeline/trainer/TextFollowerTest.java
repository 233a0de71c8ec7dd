package io.clozeline.trainer;

import static io.clozeline.trainer.Fixtures.VOCABULARY;
import static io.clozeline.trainer.Fixtures.exploiting;
import static io.clozeline.trainer.Fixtures.sequence;
import static io.clozeline.trainer.Fixtures.task;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.clozeline.events.TokenizedText;
import io.clozeline.events.task.Task;
import io.clozeline.events.topic.Topics;
import io.clozeline.trainer.unlabelled.Reservoir;
import io.clozeline.trainer.unlabelled.TextFollower;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class TextFollowerTest {
  private static final Broker BROKER = Broker.shared();

  @Test
  void aRestartKnowsTheTextsThatWentBy() {
    // Given
    Task task = task(exploiting("goes-by", 1));
    for (int i = 0; i < 5; i++) {
      send(task, "d" + i);
    }
    // When
    for (int start = 0; start < 2; start++) {
      var reservoir = new Reservoir(VOCABULARY, code -> {});
      try (var follower = new TextFollower(reservoir, BROKER.clients(), 1_000)) {
        follower.defined(task.name(), task);
        // Then
        int texts = 5 + start;
        await(() -> reservoir.count(task) == texts);
        send(task, "later-" + start);
        await(() -> reservoir.count(task) == texts + 1);
        assertFalse(follower.failed());
      }
    }
  }

  private static void await(BooleanSupplier there) {
    Eventually.await("the texts", Duration.ofSeconds(30), there);
  }

  private static void send(Task task, String id) {
    var text =
        new TokenizedText(
            id,
            task.name(),
            task.version(),
            "t",
            4,
            false,
            1,
            1,
            2,
            List.of(sequence(), sequence()));
    BROKER.send(List.of(Topics.TOKENS.record(id, text)));
  }
}

package io.clozeline.encoder.demonstration;

import static io.clozeline.encoder.demonstration.GivenTasks.example;
import static io.clozeline.encoder.demonstration.GivenTasks.key;
import static io.clozeline.encoder.demonstration.GivenTasks.sequence;
import static io.clozeline.encoder.demonstration.GivenTasks.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.bert.encoder.TokenBudget;
import io.clozeline.encoder.pass.EncodingPass;
import io.clozeline.encoder.pass.FakeEncoder;
import io.clozeline.encoder.pass.Outcome;
import io.clozeline.encoder.pass.Request;
import io.clozeline.events.fuzz.HostileRecords;
import io.clozeline.events.fuzz.LogLines;
import io.clozeline.events.task.Demonstrations;
import io.clozeline.events.task.Task;
import io.clozeline.events.topic.Topics;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Hostile examples: what can be shown is, and no text fails by any of them. */
class PoolsFuzzTest {
  private static final Task TASK =
      GivenTasks.task(new Demonstrations(1, 2, 64, 8), "{text} [MASK] [MASK]");

  @Test
  void noTextFailsByAnExample() {
    // Given
    var good = example(TASK, "a", "no", sequence(10));
    var near =
        HostileRecords.cbor(
            List.of(
                Topics.EXAMPLES.codec().encode(good),
                Topics.EXAMPLES.codec().encode(example(TASK, "a", "yes", sequence(11)))));
    var pools = new Pools(GivenTasks.MODEL, () -> {});
    pools.task(TASK.name(), TASK);
    var pass =
        new EncodingPass(
            new FakeEncoder(input -> false),
            new TokenBudget(1_024, 64),
            new Demonstrating(pools, GivenTasks.MODEL_POSITIONS),
            (sequences, tokens, padded, nanos) -> {},
            () -> 3);
    var random = new Random(7);
    int shown = 0;
    try (var log = new LogLines("unspeakable")) {
      for (int i = 0; i < 5_000; i++) {
        // When
        pools.example(key(good), near.next(random));
        var outcome =
            pass.encode(List.of(new Request(text(TASK, "d", sequence(20)), 1, null))).get(0);
        // Then
        var text = assertInstanceOf(Outcome.Encoded.class, outcome).text();
        shown += text.draws() == null ? 0 : 1;
        assertEquals(text.draws() == null ? 1 : 3, text.sequences().size());
      }
      assertNull(log.leak());
    }
    assertTrue(shown > 50 && shown < 5_000, shown + " were shown");
  }
}

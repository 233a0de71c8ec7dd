package io.clozeline.encoder.demonstration;

import static io.clozeline.encoder.demonstration.GivenTasks.example;
import static io.clozeline.encoder.demonstration.GivenTasks.put;
import static io.clozeline.encoder.demonstration.GivenTasks.sequence;
import static io.clozeline.encoder.demonstration.GivenTasks.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.clozeline.bert.adapter.Adapter;
import io.clozeline.bert.adapter.AdapterConfig;
import io.clozeline.bert.encoder.TokenBudget;
import io.clozeline.bert.graph.Target;
import io.clozeline.bert.method.lora.Lora;
import io.clozeline.encoder.adapter.Serving;
import io.clozeline.encoder.pass.EncodingPass;
import io.clozeline.encoder.pass.FakeEncoder;
import io.clozeline.encoder.pass.Outcome;
import io.clozeline.encoder.pass.Request;
import io.clozeline.events.EncodedText;
import io.clozeline.events.Release;
import io.clozeline.events.task.Demonstrations;
import io.clozeline.events.task.Learning;
import io.clozeline.events.task.Task;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A task whose releases say whether its demonstrations are shown. */
class ChosenDemonstrationsTest {
  private static final Task TASK =
      GivenTasks.task(Learning.DEFAULT, new Demonstrations(1, 1, 64, 64), "{text} [MASK] [MASK]");

  private final Pools pools = new Pools(GivenTasks.MODEL, () -> {});
  private final EncodingPass pass =
      new EncodingPass(
          new FakeEncoder(input -> false),
          new TokenBudget(1_024, 64),
          new Demonstrating(pools, GivenTasks.MODEL_POSITIONS),
          (sequences, tokens, padded, nanos) -> {},
          () -> 3);

  @BeforeEach
  void examples() {
    pools.task(TASK.name(), TASK);
    put(pools, example(TASK, "a", "no", sequence(10)));
    put(pools, example(TASK, "b", "yes", sequence(11)));
  }

  @Test
  void nothingIsShownBeforeAReleaseSaysSo() {
    // Given
    Request request = request(Serving.BASE, null);
    // When
    EncodedText text = encode(request);
    // Then
    assertNull(text.draws());
    assertEquals(5, pass.tokens(request));
    assertNull(encode(request(base(false), null)).draws());
  }

  @Test
  void theBaseModelIsShownThemWhereItsReleaseSaysSo() {
    // Given
    Request request = request(base(true), null);
    // When
    EncodedText text = encode(request);
    // Then
    assertEquals(2, text.draws());
    assertEquals(5 + 2 * 64, pass.tokens(request));
  }

  @Test
  void anAdapterOfATimeWhenTheyWereAlwaysShownStillIs() {
    assertEquals(2, encode(request(adapter("one", null), null)).draws());
  }

  @Test
  void aChallengerIsShownThemBesideALiveAdapterThatIsNot() {
    // Given
    Request request = request(adapter("one", false), adapter("two", true));
    // When
    EncodedText text = encode(request);
    // Then
    assertNull(text.draws());
    assertEquals(1, text.sequences().size());
    assertEquals(2, text.ofShadow().draws());
    assertEquals(2, text.ofShadow().sequences().size());
    assertEquals(5 + 5 + 2 * 64, pass.tokens(request));
  }

  @Test
  void aChallengerIsNotShownThemBesideALiveAdapterThatIs() {
    // When
    EncodedText text = encode(request(adapter("one", true), adapter("two", false)));
    // Then
    assertEquals(2, text.draws());
    assertEquals(2, text.sequences().size());
    assertEquals(1, text.ofShadow().draws());
    assertEquals(1, text.ofShadow().sequences().size());
  }

  @Test
  void bothAreShownTheSame() {
    // When
    EncodedText text = encode(request(adapter("one", true), adapter("two", true)));
    // Then
    assertNull(text.shadow().draws());
    assertEquals(text.sequences(), text.shadow().sequences());
  }

  private static Request request(Serving serving, Serving challenger) {
    return new Request(text(TASK, "d", sequence(20)), 1, serving, challenger);
  }

  private EncodedText encode(Request request) {
    return assertInstanceOf(Outcome.Encoded.class, pass.encode(List.of(request)).get(0)).text();
  }

  private static Serving base(boolean shown) {
    return new Serving(null, release(null, shown));
  }

  private static Serving adapter(String digest, Boolean shown) {
    var lora = new Lora(1, 1, List.of(Target.QUERY));
    var config = new AdapterConfig("m", "w", TASK.name(), lora, List.of("no", "yes"), true);
    return new Serving(new Adapter(digest, config, Map.of(), null), release(digest, shown));
  }

  private static Release release(String digest, Boolean shown) {
    return new Release(TASK.name(), digest, null, null, "test", 1, 1, Instant.EPOCH)
        .showing(shown, null);
  }
}

package io.clozeline.bert.method.lora;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.adapter.Adapter;
import io.clozeline.bert.encoder.Adapters;
import io.clozeline.bert.graph.Target;
import io.clozeline.bert.method.TunedBatch;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PackedLorasTest {
  private static final ModelInfo TINY =
      new ModelInfo("tiny", true, 2, 4, 1, 6, 10, 8, "digest", "tokenizer-digest");

  private final PackedLoras packed = new PackedLoras();
  private final Adapter first = Adapters.random(TINY, 2, List.of(Target.QUERY), 1, 1);
  private final Adapter second = Adapters.random(TINY, 2, List.of(Target.QUERY), 1, 2);

  @Test
  void packsAnAdapterOnceForAllWhoUseIt() {
    // When
    var one = packed.of(batch(first, null, first), TINY);
    var other = packed.of(batch(second, first), TINY);
    // Then
    assertSame(one.get(0), one.get(2));
    assertNull(one.get(1));
    assertSame(one.get(0), other.get(1));
    assertNotSame(one.get(0), other.get(0));
    assertEquals(2, packed.size());
  }

  @Test
  void forgetsWhatHasNotBeenUsedForLong() {
    // Given
    packed.of(batch(first), TINY);
    // When
    for (int i = 0; i <= PackedLoras.FORGOTTEN_AFTER; i++) {
      packed.of(batch(second), TINY);
    }
    // Then
    assertEquals(1, packed.size());
  }

  private static TunedBatch batch(Adapter... adapters) {
    return TunedBatch.of(Arrays.asList(adapters), 2);
  }
}

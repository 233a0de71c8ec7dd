package io.clozeline.bert.encoder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.clozeline.bert.EncoderInput;
import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.Sequence;
import io.clozeline.bert.adapter.Adapter;
import io.clozeline.bert.adapter.Target;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PackedAdaptersTest {
  private static final ModelInfo TINY =
      new ModelInfo("tiny", true, 2, 4, 1, 6, 10, 8, "digest", "tokenizer-digest");

  private final PackedAdapters packed = new PackedAdapters(TINY);
  private final Adapter first = Adapters.random(TINY, 2, List.of(Target.QUERY), 1, 1);
  private final Adapter second = Adapters.random(TINY, 2, List.of(Target.QUERY), 1, 2);

  @Test
  void packsAnAdapterOnceForAllWhoUseIt() {
    // When
    var one = packed.of(batch(first, null, first));
    var other = packed.of(batch(second, first));
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
    packed.of(batch(first));
    // When
    for (int i = 0; i <= PackedAdapters.FORGOTTEN_AFTER; i++) {
      packed.of(batch(second));
    }
    // Then
    assertEquals(1, packed.size());
  }

  private static List<EncoderInput> batch(Adapter... adapters) {
    var sequence = new Sequence(new int[] {1}, new int[] {0}, new int[] {0});
    return Stream.of(adapters).map(adapter -> new EncoderInput(sequence, adapter)).toList();
  }
}

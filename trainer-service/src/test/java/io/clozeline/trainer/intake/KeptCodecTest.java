package io.clozeline.trainer.intake;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.clozeline.events.error.EventException;
import io.clozeline.trainer.examples.Kept;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class KeptCodecTest {
  private final KeptCodec codec = new KeptCodec();
  private final Kept kept = new Kept(1L << 40, "abc", "très bien", new byte[] {1, 2, 3});

  @Test
  void readsWhatItWrote() {
    // When
    var read = codec.decode(codec.encode(kept));
    // Then
    assertEquals(kept.offset(), read.offset());
    assertEquals(kept.taskVersion(), read.taskVersion());
    assertEquals(kept.label(), read.label());
    assertArrayEquals(kept.record(), read.record());
  }

  @Test
  void refusesWhatIsCutOffOrOfAnotherVersion() {
    // Given
    byte[] bytes = codec.encode(kept);
    byte[] later = bytes.clone();
    later[0] = 2;
    // Then
    assertThrows(EventException.class, () -> codec.decode(Arrays.copyOf(bytes, 14)));
    assertThrows(EventException.class, () -> codec.decode(new byte[0]));
    assertThrows(EventException.class, () -> codec.decode(later));
  }
}

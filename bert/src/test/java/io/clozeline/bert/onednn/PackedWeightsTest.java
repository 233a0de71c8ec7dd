package io.clozeline.bert.onednn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedWeightsTest {
  private static final float[] NUMBERS = {1, -2.5f, 3};
  private static final int[] WHOLE = {7, 0, -1, 5, 9, 2, 4, 8, 1, 3, 6, 11, 13, 12, 10, 14, 15};

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("packed.bin");
    PackedWeights.write(file, List.of(Memory.of(NUMBERS), Memory.of(WHOLE), Memory.of(NUMBERS)));
  }

  @Test
  void handsOutWhatWasWrittenAtWholeCacheLines() throws IOException {
    // When
    Iterator<Memory> parts = PackedWeights.read(file);
    // Then
    Memory first = parts.next();
    assertArrayEquals(NUMBERS, first.floats());
    Memory second = parts.next();
    assertArrayEquals(WHOLE, second.ints());
    assertArrayEquals(NUMBERS, parts.next().floats());
    assertFalse(parts.hasNext());
    assertEquals(0, first.address() % 64);
    assertEquals(0, second.address() % 64);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4, 8, 20, 64, 200})
  void aFileThatIsNotWholeIsRefused(int bytes) throws IOException {
    // Given
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), bytes));
    // When
    var thrown = assertThrows(IOException.class, () -> PackedWeights.read(file));
    // Then
    assertEquals(file + " is not whole", thrown.getMessage());
  }
}

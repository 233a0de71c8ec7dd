package io.clozeline.heads.calibration;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class PriorTest {
  private static final Prior PRIOR = new Prior("v1@base", 3, new double[] {-0.25, -1.5});

  @Test
  void aStoredPriorIsStillRead() throws IOException {
    // Given
    byte[] golden = golden();

    // When
    Prior read = Prior.CODEC.decode(golden);

    // Then
    assertEquals(PRIOR.basis(), read.basis());
    assertEquals(PRIOR.texts(), read.texts());
    assertArrayEquals(PRIOR.mean(), read.mean());
  }

  @Test
  void aPriorIsWrittenAsBefore() throws IOException {
    // When
    byte[] written = Prior.CODEC.encode(PRIOR);

    // Then
    assertEquals(HexFormat.of().formatHex(golden()), HexFormat.of().formatHex(written));
  }

  private static byte[] golden() throws IOException {
    try (var file = PriorTest.class.getResourceAsStream("/golden/prior.bin")) {
      return file.readAllBytes();
    }
  }
}

package io.clozeline.encoder.pass;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.clozeline.bert.ModelInfo;
import io.clozeline.events.TokenSequence;
import io.clozeline.events.TokenizedText;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import java.util.Collections;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AdmissionTest {
  private static final int[] ALL = IntStream.range(0, 512).toArray();

  private final Admission admission =
      new Admission(new ModelInfo("m", true, 12, 768, 12, 3072, 1_000, 512, "w", "t"));

  @Test
  void takesWhatFitsInARecord() {
    assertDoesNotThrow(() -> admission.check(text(21, ALL)));
    assertDoesNotThrow(() -> admission.check(text(512, new int[] {0})));
  }

  @Test
  void refusesVectorsThatNoRecordCanHold() {
    assertTooLarge(text(22, ALL));
  }

  @Test
  void refusesMoreTokensThanOneTransactionShouldWaitFor() {
    assertTooLarge(text(513, new int[] {0}));
  }

  private void assertTooLarge(TokenizedText text) {
    var refused = assertThrows(EventException.class, () -> admission.check(text));
    assertEquals(ErrorCode.RECORD_TOO_LARGE, refused.code());
  }

  private static TokenizedText text(int sequences, int[] selected) {
    var sequence = new TokenSequence(new int[512], new int[512], selected, null, 0);
    return new TokenizedText(
        "d", "task", "v", "t", 3, false, 1, 1, 2, Collections.nCopies(sequences, sequence));
  }
}

package io.clozeline.events.stage;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpiryTest {
  @ParameterizedTest
  @CsvSource({
    "1000, 31000, 30000", // just
    "1000, 90000000, ", // any age will do
    "-1, 90000000, 30000", // of a topic without timestamps
    "50000, 1000, 30000" // from a clock that is ahead
  })
  void whatIsYoungEnoughPasses(long writtenAt, long now, Long maxAge) {
    assertDoesNotThrow(() -> Expiry.check(writtenAt, now, maxAge));
  }

  @Test
  void whatIsTooOldIsRefusedWithItsAgeAndTheLimit() {
    // When
    var refused = assertThrows(EventException.class, () -> Expiry.check(1_000, 31_001, 30_000L));

    // Then
    assertEquals(ErrorCode.EXPIRED, refused.code());
    assertEquals("expired", refused.code().text());
    assertEquals(
        "the text is PT30.001S old, more than its task's maxAge of PT30S", refused.getMessage());
  }
}

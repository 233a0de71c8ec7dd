package io.clozeline.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTokenTest {
  private static final String SECRET = "abcdefghijklmnopqrstuvwxyz";

  private final AccessToken token = AccessToken.of(SECRET);

  @ParameterizedTest
  @ValueSource(strings = {"Bearer " + SECRET, "bearer " + SECRET, "Bearer   " + SECRET + " "})
  void opensToItself(String header) {
    assertTrue(token.opens(header));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "Bearer",
        "Bearer ",
        SECRET,
        "Basic " + SECRET,
        "Bearer " + SECRET + "0",
        "Bearer abc"
      })
  void staysShutToAnythingElse(String header) {
    assertFalse(token.opens(header));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hunter2", "nineteen-characters", "twenty characters and a space"})
  void refusesWhatIsEasyToGuessOrCannotBeSent(String weak) {
    // When
    var refused = assertThrows(IllegalStateException.class, () -> AccessToken.of(weak));

    // Then
    assertFalse(weak.length() > 1 && refused.getMessage().contains(weak));
  }

  @Test
  void doesNotPrintItself() {
    assertEquals("AccessToken[hidden]", token.toString());
  }
}

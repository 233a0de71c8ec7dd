package io.clozeline.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.clozeline.access.Gate.Decision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {
  private static final String SECRET = "abcdefghijklmnopqrstuvwxyz";

  private final Gate gate = new Gate(AccessToken.of(SECRET), limit(2), limit(2));

  @ParameterizedTest
  @ValueSource(strings = {"/q/health", "/q/health/", "/q/health/ready", "/q/health/live"})
  void letsHealthPass(String path) {
    for (int i = 0; i < 10; i++) {
      assertEquals(Decision.PASS, gate.decide(path, null, 0));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/info",
        "/q/metrics",
        "/q/openapi",
        "/q/healthy",
        "/q/Health/ready",
        "/q",
        "/nothing"
      })
  void asksForTheTokenElsewhere(String path) {
    assertEquals(Decision.UNAUTHORIZED, gate.decide(path, null, 0));
    assertEquals(Decision.UNAUTHORIZED, gate.decide(path, "Bearer " + SECRET + "x", 0));
    assertEquals(Decision.PASS, gate.decide(path, "Bearer " + SECRET, 0));
  }

  @Test
  void strangersTakeNothingFromThoseWithTheToken() {
    // Given
    for (int i = 0; i < 2; i++) {
      assertEquals(Decision.UNAUTHORIZED, gate.decide("/info", null, 0));
    }

    // When
    Decision stranger = gate.decide("/info", null, 0);

    // Then
    assertEquals(Decision.TOO_MANY, stranger);
    assertEquals(Decision.PASS, gate.decide("/info", "Bearer " + SECRET, 0));
    assertEquals(Decision.PASS, gate.decide("/info", "Bearer " + SECRET, 0));
    assertEquals(Decision.TOO_MANY, gate.decide("/info", "Bearer " + SECRET, 0));
  }

  @Test
  void letsEverybodyPassWithoutAToken() {
    assertEquals(Decision.PASS, new Gate(null, limit(1), limit(1)).decide("/info", null, 0));
  }

  private static RateLimit limit(int burst) {
    return new RateLimit(0.001, burst, 0);
  }
}

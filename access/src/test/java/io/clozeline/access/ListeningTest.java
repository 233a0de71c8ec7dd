package io.clozeline.access;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListeningTest {
  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "localhost", "::1"})
  void loopbackNeedsNoToken(String host) {
    assertDoesNotThrow(() -> Listening.check(host, false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "10.0.0.1", "192.168.1.7"})
  void anythingElseDoes(String host) {
    assertDoesNotThrow(() -> Listening.check(host, true));
    var refused = assertThrows(IllegalStateException.class, () -> Listening.check(host, false));
    assertTrue(refused.getMessage().contains("clozeline.http.token"));
  }
}

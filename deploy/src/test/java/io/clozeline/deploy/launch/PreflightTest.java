package io.clozeline.deploy.launch;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PreflightTest {
  @Test
  void saysWhichPortIsTakenAndHowToChooseAnother() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      // When
      var thrown =
          assertThrows(
              LaunchException.class,
              () -> Preflight.checkPort(taken.getLocalPort(), "the heads", "--http-port"));
      // Then
      String message = thrown.getMessage();
      assertTrue(message.contains(Integer.toString(taken.getLocalPort())), message);
      assertTrue(message.contains("the heads") && message.contains("--http-port"), message);
    }
  }

  @Test
  void takesAFreePort() throws Exception {
    int port;
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    assertDoesNotThrow(() -> Preflight.checkPort(port, "the heads", "--http-port"));
  }

  @Test
  void saysHowMuchMemoryIsMissing() {
    // When
    var thrown =
        assertThrows(LaunchException.class, () -> Preflight.checkMemory(1L << 30, 3L << 30));
    // Then
    assertTrue(thrown.getMessage().contains("1024 MB"), thrown.getMessage());
    assertDoesNotThrow(() -> Preflight.checkMemory(4L << 30, 3L << 30));
  }
}

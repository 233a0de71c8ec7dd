package io.clozeline.deploy.launch;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class RunningProcessTest {
  private Process process;

  /** Waits on its standard input for as long as the test lasts. */
  public static final class Waiting {
    private Waiting() {}

    public static void main(String[] args) throws Exception {
      System.in.read();
    }
  }

  @BeforeEach
  void start() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    process =
        new ProcessBuilder(
                java,
                RunningProcess.mark("heads"),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Waiting.class.getName())
            .start();
  }

  @AfterEach
  void end() throws Exception {
    process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
  }

  @Test
  void knowsItsProcessUntilItEnds() throws Exception {
    // Given
    var noted = RunningProcess.of("heads", process, 1);
    boolean before = noted.alive();
    // When
    process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    // Then
    assertTrue(before);
    assertFalse(noted.alive());
  }

  @Test
  void takesAnotherProcessOfTheSameNumberForNobody() {
    long now = Instant.now().toEpochMilli();
    assertFalse(new RunningProcess("tokenizer", process.pid(), now, 1).alive());
    assertFalse(new RunningProcess("heads", process.pid(), now - 3_600_000, 1).alive());
  }

  /** As {@code setsid nice java …} does; in between, the system shows no command line. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void knowsAProcessThatOneProgramHandsOverToTheNext() throws Exception {
    for (int i = 0; i < 20; i++) {
      // Given
      var command = new ArrayList<>(Collections.nCopies(30, "nice"));
      command.addAll(List.of("sh", "-c", "read line", RunningProcess.mark("trainer")));
      Process handed = new ProcessBuilder(command).start();
      try {
        // When
        var noted = RunningProcess.of("trainer", handed, 1);
        // Then
        for (int look = 0; look < 1_000; look++) {
          assertTrue(noted.alive(), "look " + look);
        }
      } finally {
        handed.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
      }
    }
  }
}

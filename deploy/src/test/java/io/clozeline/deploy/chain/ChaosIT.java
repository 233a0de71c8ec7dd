package io.clozeline.deploy.chain;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.deploy.chaos.Chaos;
import io.clozeline.deploy.chaos.ChaosPlan;
import io.clozeline.deploy.evaluate.LabelledSet;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each of the five processes is killed once while texts flow: nothing is lost, and nothing twice.
 */
class ChaosIT {
  @Test
  void losesNothingWhateverIsKilled(@TempDir Path folder) throws Exception {
    // Given what a slow machine can annotate, too, while it catches up
    var plan = new ChaosPlan(150, 5, ChaosPlan.PROCESSES, Set.of(), 1, 5, 40);
    var settings = StartedChain.settings(folder, 2, false);
    // When
    boolean sound =
        new Chaos(settings, plan, StartedChain.CONSOLE).run(LabelledSet.shipped().rows());
    // Then
    assertTrue(sound, "the line of JSON above says what is wrong");
  }
}

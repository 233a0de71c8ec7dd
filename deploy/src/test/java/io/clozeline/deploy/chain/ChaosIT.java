package io.clozeline.deploy.chain;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.bert.Precision;
import io.clozeline.bert.setup.Cache;
import io.clozeline.bert.setup.ModelName;
import io.clozeline.deploy.chaos.Chaos;
import io.clozeline.deploy.chaos.ChaosPlan;
import io.clozeline.deploy.console.Console;
import io.clozeline.deploy.evaluate.LabelledSet;
import io.clozeline.deploy.launch.Home;
import io.clozeline.deploy.launch.Settings;
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
    // Given
    var plan = new ChaosPlan(250, 5, ChaosPlan.PROCESSES, Set.of(), 1, 25, 40);
    int port = FreePorts.inARow(7);
    var settings =
        new Settings(
            Path.of("..").toAbsolutePath().normalize(),
            new Home(folder),
            Cache.standard().root(),
            ModelName.BERT_BASE_UNCASED,
            Precision.BF16,
            2,
            port,
            port + 2);
    var console = new Console(System.err, System.out, false);
    // When
    boolean sound = new Chaos(settings, plan, console).run(LabelledSet.shipped().rows());
    // Then
    assertTrue(sound, "the line of JSON above says what is wrong");
  }
}

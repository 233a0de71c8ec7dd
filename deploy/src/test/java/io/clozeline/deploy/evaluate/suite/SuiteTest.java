package io.clozeline.deploy.evaluate.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.deploy.evaluate.HeadChoice;
import io.clozeline.deploy.evaluate.Result;
import io.clozeline.deploy.evaluate.Run;
import io.clozeline.deploy.evaluate.kind.Scorings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SuiteTest {
  private static final Path SHARED = Path.of("..", "..", "shared", "data");
  private static final Instant AT = Instant.ofEpochSecond(1_700_000_000);

  static List<String> names() {
    return Suite.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everySetHasATaskThatCanBeAskedSoAndAFigureOfItsKind(String name) {
    for (SuiteSet set : Suite.read(name).sets()) {
      for (Run run : set.runs()) {
        // When
        var asked = HeadChoice.of(run.head(), run.task()).values();
        // Then
        asked.forEach(
            task -> {
              run.learning().on(task);
              var figures = Scorings.of(task.kind()).scorecard(task).figures().keySet();
              assertTrue(figures.contains(set.metric()), set.name() + " has " + figures);
            });
      }
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void everySmallVersionReadsRowsThatItsTaskLearnsFrom(String name) throws IOException {
    Assumptions.assumeTrue(Files.isDirectory(SHARED), "no shared data beside the project");
    for (SuiteSet set : Suite.read(name).sets()) {
      Run run = set.small().runs().get(0);
      long seed = run.seeds().get(0);
      // When
      var eval = run.eval().read(SHARED, seed);
      var train = run.train() == null ? null : run.train().read(SHARED, seed);
      // Then
      assertTrue(eval.size() <= set.quick().eval(), set.name());
      var scoring = Scorings.of(run.task().kind());
      var card = scoring.scorecard(run.task());
      eval.items().forEach(item -> card.add(item, null));
      if (train != null) {
        assertTrue(train.size() <= 100, set.name() + " learns from " + train.size());
        train.items().forEach(item -> scoring.feedback("i", run.task(), item));
      }
    }
  }

  @Test
  void namesWhatThereIs() {
    assertThrows(IllegalArgumentException.class, () -> Suite.read("superglue"));
    var suite = Suite.read("glue");
    assertThrows(IllegalArgumentException.class, () -> suite.only(List.of("wnli")));
    assertEquals(1, suite.only(List.of("rte")).sets().size());
  }

  @Test
  void remembersWhatIsDoneAndNotWhatHasFailed(@TempDir Path folder) throws IOException {
    // Given
    Path file = folder.resolve("glue.json");
    var good = new Outcome("rte", "rte/1", result(0.7), null, AT);
    var failed = new Outcome("cola", "cola/1", null, "the broker is away", AT);
    Outcomes.read(file, "glue", false).with(good).with(failed).write(file);
    // When
    var read = Outcomes.read(file, "glue", false);
    // Then
    assertEquals(List.of(good, failed), read.runs());
    assertTrue(read.has("rte/1"));
    assertFalse(read.has("cola/1"));
    var mended = read.with(new Outcome("cola", "cola/1", result(0.5), null, AT));
    assertEquals(2, mended.runs().size());
    assertTrue(mended.has("cola/1"));
    assertThrows(IllegalArgumentException.class, () -> Outcomes.read(file, "glue", true));
    assertThrows(IllegalArgumentException.class, () -> Outcomes.read(file, "squad", false));
  }

  @Test
  void reportsOursBesideThePublishedAndWhatFailed() {
    // Given
    var suite = Suite.read("glue").only(List.of("rte", "cola"));
    var outcomes =
        new Outcomes(
            "glue",
            false,
            List.of(
                new Outcome("rte", "rte/1", result(0.7), null, AT),
                new Outcome("rte", "rte/2", result(0.8), null, AT),
                new Outcome("cola", "cola/1", null, "the broker is away", AT)));
    // When
    String report = new SuiteReport(suite, outcomes).markdown();
    // Then
    assertTrue(
        report.contains("| accuracy | 75.0 ± 7.1 | 65.0 | 66.4 accuracy (BERT-base"), report);
    assertTrue(report.contains("- cola/1: the broker is away"), report);
  }

  private static Result result(double accuracy) {
    return new Result(
        "prompt", 1, Map.of("accuracy", accuracy), 277, 0, 2_490, 0, 0, 10, 12, 20, 100, 300);
  }
}

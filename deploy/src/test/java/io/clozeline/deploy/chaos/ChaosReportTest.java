package io.clozeline.deploy.chaos;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ChaosReportTest {
  @Test
  void quantilesAreOfTheKillsAlone() {
    // When
    String line =
        report(LongStream.rangeClosed(1, 100).mapToObj(i -> recovery(Fault.Kind.KILL, i)).toList())
            .line();
    // Then
    assertTrue(line.contains("\"recoveryP50Millis\":50,\"recoveryP99Millis\":99"), line);
  }

  @Test
  void quantilesWithoutKillsAreMinusOne() {
    // When
    String line = report(List.of(recovery(Fault.Kind.RESTART, 7))).line();
    // Then
    assertTrue(line.contains("\"recoveryP50Millis\":-1,\"recoveryP99Millis\":-1"), line);
  }

  private static ChaosReport.Recovery recovery(Fault.Kind kind, long millis) {
    return new ChaosReport.Recovery(new Fault(kind, "encoder", 1), millis);
  }

  private static ChaosReport report(List<ChaosReport.Recovery> recoveries) {
    return new ChaosReport(
        1,
        new Outcomes.Count(0, 0, 0, 0, 0, 0),
        new Outcomes.LabelCount(0, 0, 0, 0),
        0,
        0,
        0,
        0,
        1,
        recoveries,
        List.of());
  }
}

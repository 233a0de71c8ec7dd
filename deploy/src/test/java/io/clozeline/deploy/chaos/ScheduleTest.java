package io.clozeline.deploy.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  @Test
  void spreadsTheFaultsOverTheTextsInOrder() {
    // When
    List<Fault> faults = Schedule.of(plan(1));
    // Then
    assertEquals(24, faults.size());
    assertEquals(20, faults.stream().filter(f -> f.kind() == Fault.Kind.KILL).count());
    for (int i = 1; i < faults.size(); i++) {
      assertTrue(faults.get(i).at() > faults.get(i - 1).at(), faults.toString());
    }
    assertTrue(faults.get(23).at() < 5_000);
  }

  @Test
  void givesEveryProcessItsTurns() {
    for (String process : ChaosPlan.PROCESSES) {
      assertEquals(
          4,
          Schedule.of(plan(1)).stream()
              .filter(f -> f.kind() == Fault.Kind.KILL && f.target().equals(process))
              .count());
    }
  }

  @Test
  void drawsTheSameScheduleFromTheSameSeedAlone() {
    assertEquals(Schedule.of(plan(1)), Schedule.of(plan(1)));
    assertNotEquals(Schedule.of(plan(1)), Schedule.of(plan(2)));
  }

  private static ChaosPlan plan(long seed) {
    var others =
        Set.of(Fault.Kind.AWAY, Fault.Kind.RESTART, Fault.Kind.REBALANCE, Fault.Kind.FULL_DISK);
    return new ChaosPlan(5_000, 20, ChaosPlan.PROCESSES, others, seed, 25, 250);
  }
}

package io.clozeline.trainer.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.clozeline.trainer.examples.Tally;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTest {
  private final Policy policy = new Policy(Duration.ofSeconds(1), Duration.ofSeconds(30));

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    // case, fresh, labels, newest, failedThrough, quiet ms, waiting ms, why, verdict
    "enough and quiet, 16, 2, 40, -1, 1000, 1000, new, TRAIN",
    "one example short, 15, 2, 40, -1, 1000, 1000, new, TOO_FEW",
    "only erasures or none, 0, 2, 40, -1, 99999, 0, new, NOTHING_NEW",
    "all of one label, 16, 1, 40, -1, 1000, 1000, new, ONE_LABEL",
    "still arriving, 16, 2, 40, -1, 999, 999, new, ARRIVING",
    "a trickle does not starve, 16, 2, 40, -1, 0, 30000, new, TRAIN",
    "failed on the same, 16, 2, 40, 40, 1000, 1000, new, FAILED_BEFORE",
    "failed but one more came, 17, 2, 41, 40, 1000, 1000, new, TRAIN",
    "nothing new but many texts, 0, 2, 40, -1, 1000, 0, grown, TRAIN",
    "few new but many texts, 1, 2, 40, -1, 1000, 1000, grown, TRAIN",
    "failed on the same labels, 0, 2, 40, 40, 1000, 0, grown, FAILED_BEFORE",
    "by hand, 0, 2, 40, -1, 0, 0, ordered, TRAIN",
    "by hand but one label, 0, 1, 40, -1, 0, 0, ordered, ONE_LABEL",
    "by hand but failed before, 0, 2, 40, 40, 0, 0, ordered, FAILED_BEFORE",
    "frozen, 16, 2, 40, -1, 1000, 1000, frozen, FROZEN",
    "a challenger is compared, 127, 2, 140, -1, 1000, 1000, compared, COMPARING",
    "nobody can compare it, 128, 2, 140, -1, 1000, 1000, compared, TRAIN",
    "a quarter after an alarm, 4, 2, 40, -1, 1000, 1000, alarmed, TRAIN",
    "less than that, 3, 2, 40, -1, 1000, 1000, alarmed, TOO_FEW",
    "one that has waited long, 1, 2, 40, -1, 1000, 1000, overdue, TRAIN",
    "overdue with nothing new, 0, 2, 40, -1, 1000, 0, overdue, NOTHING_NEW",
    "overdue but failed before, 1, 2, 40, 40, 1000, 1000, overdue, FAILED_BEFORE",
    "many texts and one label, 0, 1, 40, -1, 1000, 0, grown, ONE_LABEL",
  })
  void judges(
      String name,
      int fresh,
      int labels,
      long newest,
      long failed,
      long quiet,
      long waiting,
      String why,
      Verdict verdict) {
    // Given
    var byLabel = labels == 1 ? Map.of("a", 20) : Map.of("a", 10, "b", 10);
    var tally = new Tally(20, fresh, 0, newest, byLabel);
    var standing =
        new Standing(
            tally,
            16,
            2,
            failed,
            Duration.ofMillis(quiet),
            Duration.ofMillis(waiting),
            why.equals("new") ? Set.of() : Set.of(Cue.valueOf(why.toUpperCase(Locale.ROOT))));
    // When
    var judged = policy.judge(standing);
    // Then
    assertEquals(verdict, judged, name);
  }

  @Test
  void theLongestWaitIsNotBelowTheQuietPeriod() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Policy(Duration.ofSeconds(2), Duration.ofSeconds(1)));
  }
}

package io.clozeline.heads.review;

import static io.clozeline.heads.review.SimulatedStream.HOUR;
import static io.clozeline.heads.review.SimulatedStream.plan;
import static io.clozeline.heads.review.SimulatedStream.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.events.Annotation.Uncertainty;
import io.clozeline.events.task.ReviewStrategy;
import io.clozeline.events.task.Reviews;
import io.clozeline.heads.review.SimulatedStream.Likeness;
import io.clozeline.heads.review.SimulatedStream.Pick;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.function.LongToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SelectionTest {
  private static final Likeness UNIFORM = (i, random) -> text(i, random.nextDouble(), random);
  private static final Reviews SIXTY = plan(60, ReviewStrategy.MARGIN, true);

  static Stream<Arguments> streams() {
    return IntStream.range(0, 40).mapToObj(seed -> Arguments.of(seed, new Random(seed)));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("streams")
  void theBudgetIsNotExceededInAnyStretchOfTime(int seed, Random random) {
    // Given any budget, any part of it, and a stream that changes its rate and its scores
    int perHour = (int) Math.pow(10, 4 * random.nextDouble());
    double share = 1.0 / (1 + random.nextInt(16));
    var strategy = ReviewStrategy.values()[random.nextInt(3)];
    var stream = SimulatedStream.of(plan(perHour, strategy, random.nextBoolean()), share, seed);

    // When
    for (int phase = 0; phase < 6; phase++) {
      double rate = Math.pow(10, 4 * random.nextDouble() - 2);
      double level = Math.pow(10, -3 * random.nextDouble());
      long millis = (long) Math.min(2 * HOUR, 4_000_000 / rate);
      stream.run(millis, at -> rate, (i, r) -> text(i, 1 - level * r.nextDouble(), r));
      stream.pass((long) (HOUR * random.nextDouble()));
    }

    // Then
    var allowance = new Allowance(perHour * share);
    double excess = stream.worstExcess(allowance);
    assertTrue(excess <= allowance.burst() + 1e-6, excess + " of " + allowance);
    assertTrue(stream.picks().size() > 0);
  }

  static Stream<Arguments> scores() {
    return Stream.of(
        scores("uniform", UNIFORM),
        scores("as unsure as can be", (i, r) -> text(i, 0, r)),
        scores("as sure as can be", (i, r) -> text(i, 1, r)),
        scores("nearly sure", (i, r) -> text(i, 1 - 1e-7 * r.nextDouble(), r)),
        scores("ever surer", (i, r) -> text(i, 1 - 1.0 / (i + 1), r)),
        scores("surer from one text on", (i, r) -> text(i, i < 9_000 ? 0.1 : 0.99, r)),
        scores("without any uncertainty", (i, r) -> new Candidate("d" + i, null, () -> null)),
        scores("all alike", (i, r) -> alike(i, r, 0.9 + 0.1 * r.nextDouble())));
  }

  private static Arguments scores(String name, Likeness likeness) {
    return Arguments.of(name, likeness);
  }

  /** Vectors that lie nearly on each other, as those of a trained adapter do. */
  private static Candidate alike(long index, Random random, double margin) {
    float[] vector = SimulatedStream.direction(random);
    vector[0] += 40;
    return new Candidate("d" + index, new Uncertainty(margin, 0.5), () -> vector);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scores")
  void thereAreAlwaysTextsToChoose(String name, Likeness likeness) {
    for (boolean diversity : new boolean[] {true, false}) {
      // Given
      var stream = SimulatedStream.of(plan(60, ReviewStrategy.MARGIN, diversity), 1, 7);

      // When
      stream.run(3 * HOUR, at -> 5, likeness);

      // Then the stretch without any is a few turns, though each turn has three hundred texts
      assertTrue(stream.longestGap() < 12 * HOUR / 60, stream.longestGap() + " ms");
    }
  }

  @ParameterizedTest
  @CsvSource({"15, 0.02", "15, 1", "60, 5", "600, 20", "3600, 20"})
  void mostOfTheBudgetIsSpentOnTheLeastSureTexts(int perHour, double perSecond) {
    // Given
    var plan = plan(perHour, ReviewStrategy.MARGIN, false);
    var stream = SimulatedStream.of(plan, 1, 3);
    double hours = perHour < 100 ? 10 : 1;

    // When
    stream.run((long) (hours * HOUR), at -> perSecond, UNIFORM);

    // Then
    double spent = stream.picks().size() / hours / perHour;
    double share = perHour / 3_600.0 / perSecond;
    assertTrue(spent > 0.8 && spent < 1.2, "spent " + spent);
    assertTrue(stream.meanScore() > 1 - 4 * share - 0.03, "mean " + stream.meanScore());
  }

  @Test
  void theBudgetIsSpentFromTheStart() {
    // Given
    var stream = SimulatedStream.of(plan(3_600, ReviewStrategy.MARGIN, true), 0.25, 41);

    // When
    stream.run(120_000, at -> 15, UNIFORM);

    // Then
    assertTrue(stream.picks().size() > 12, stream.picks().size() + " of 30");
    assertTrue(stream.meanScore() > 0.85, "mean " + stream.meanScore());
  }

  @Test
  void ofASlowStreamEveryTextIsChosenOnceItIsKnownToBeSlow() {
    // Given
    var stream = SimulatedStream.of(SIXTY, 1, 5);

    // When
    for (int i = 0; i < 50; i++) {
      stream.offer(text(i, 0.99, new Random(i)));
      stream.pass(5 * 60_000);
    }

    // Then
    assertEquals(49, stream.picks().size());
    assertEquals(
        "There are fewer texts than the budget allows to ask about.",
        stream.picks().get(48).chosen().reason());
  }

  @Test
  void aBurstAfterSilenceIsNotTakenAsItComes() {
    // Given an hour of a hundred texts in a few seconds, and nothing else, again and again
    var stream = SimulatedStream.of(plan(240, ReviewStrategy.MARGIN, false), 1, 37);

    // When
    for (int hour = 0; hour < 30; hour++) {
      stream.run(10_000, at -> 50, UNIFORM);
      stream.pass(HOUR);
    }

    // Then what has been saved up is spent on what is worth it
    assertTrue(stream.picks().size() > 60, stream.picks().size() + " picks");
    assertTrue(stream.meanScore() > 0.8, "mean " + stream.meanScore());
  }

  @Test
  void aRateThatJumpsIsFollowed() {
    // Given
    var stream = SimulatedStream.of(SIXTY, 1, 11);
    LongToDoubleFunction jump = at -> at < HOUR ? 0.1 : 100;

    // When
    stream.run(HOUR + HOUR / 2, jump, UNIFORM);

    // Then half an hour later still the least sure ones are chosen, and no more than before
    List<Pick> late =
        stream.picks().stream().filter(p -> p.at() > stream.picks().get(0).at() + HOUR).toList();
    assertTrue(late.size() >= 20 && late.size() <= 36, late.size() + " picks");
    var last = late.subList(late.size() - 15, late.size());
    double mean = last.stream().mapToDouble(p -> p.chosen().score()).average().orElseThrow();
    assertTrue(mean > 0.97, "mean " + mean);
  }

  @Test
  void whatIsUnlikeTheOthersIsPreferred() {
    // Given nine of ten texts about the same thing
    Likeness likeness =
        (i, random) ->
            i % 10 == 0
                ? text(i, random.nextDouble(), random)
                : alike(i, random, random.nextDouble());

    // When
    var diverse = SimulatedStream.of(plan(600, ReviewStrategy.MARGIN, true), 1, 13);
    var plain = SimulatedStream.of(plan(600, ReviewStrategy.MARGIN, false), 1, 13);
    diverse.run(HOUR, at -> 10, likeness);
    plain.run(HOUR, at -> 10, likeness);

    // Then
    double rare = rare(diverse);
    assertTrue(rare > 1.5 * rare(plain), rare + " instead of " + rare(plain));
    assertTrue(diverse.meanScore() > 0.95, "mean " + diverse.meanScore());
    assertTrue(diverse.picks().size() > 500);
    assertNull(plain.picks().get(9).chosen().similarity());
    assertNotNull(diverse.picks().get(9).chosen().similarity());
  }

  private static double rare(SimulatedStream stream) {
    return stream.picks().stream()
            .filter(pick -> Long.parseLong(pick.id().substring(1)) % 10 == 0)
            .count()
        / (double) stream.picks().size();
  }

  @Test
  void theSameTextUnderAnotherIdIsNotSentAgain() {
    // Given
    var stream = SimulatedStream.of(SIXTY, 1, 5);

    // When
    for (int i = 0; i < 30; i++) {
      stream.offer(text(i, 0, new Random(i % 3)));
      stream.pass(5 * 60_000);
    }

    // Then
    assertEquals(List.of("d1", "d2", "d3"), stream.picks().stream().map(Pick::id).toList());
  }

  @ParameterizedTest
  @EnumSource(ReviewStrategy.class)
  void noDocumentIsSentTwice(ReviewStrategy strategy) {
    // Given
    var stream = SimulatedStream.of(plan(600, strategy, true), 1, 17);

    // When
    stream.run(2 * HOUR, at -> 3, (i, random) -> text(i % 700, random.nextDouble(), random));

    // Then
    var ids = stream.picks().stream().map(Pick::id).toList();
    assertTrue(ids.size() > 300);
    assertEquals(new HashSet<>(ids).size(), ids.size());
  }

  @Test
  void byLotAnUnsureTextIsWorthAsMuchAsASureOne() {
    // Given
    int[] unsure = new int[1];
    var stream = SimulatedStream.of(plan(600, ReviewStrategy.RANDOM, false), 1, 19);

    // When
    stream.run(HOUR, at -> 5, (i, random) -> text(i, i % 2, random));
    stream.picks().forEach(p -> unsure[0] += Long.parseLong(p.id().substring(1)) % 2 == 0 ? 1 : 0);

    // Then
    assertEquals(0.5, unsure[0] / (double) stream.picks().size(), 0.07);
    assertTrue(stream.picks().get(50).chosen().reason().startsWith("Drawn by lot, "));
  }

  @Test
  void theStrategyDecidesWhatCounts() {
    // Given texts of a small margin and a small entropy, or of neither
    Likeness likeness =
        (i, random) -> new Candidate("d" + i, new Uncertainty(i % 2, i % 2), () -> null);

    // When
    var margin = SimulatedStream.of(plan(60, ReviewStrategy.MARGIN, true), 1, 23);
    var entropy = SimulatedStream.of(plan(60, ReviewStrategy.ENTROPY, true), 1, 23);
    margin.run(HOUR, at -> 5, likeness);
    entropy.run(HOUR, at -> 5, likeness);

    // Then
    assertTrue(margin.meanScore() > 0.95 && entropy.meanScore() > 0.95);
    assertTrue(last(margin).reason().startsWith("Its margin of 0.000 is among the lowest "));
    assertTrue(last(entropy).reason().startsWith("Its entropy of 1.000 is among the highest "));
    assertEquals(1, last(margin).threshold());
  }

  private static Chosen last(SimulatedStream stream) {
    return stream.picks().get(stream.picks().size() - 1).chosen();
  }

  @Test
  void theSameStreamGivesTheSameChoiceAfterARestart() {
    // Given a memory that is read and written as bytes each time
    var lasting = new SimulatedStream(selection(new BytesMemory()), 29);
    var passing = new SimulatedStream(selection(ReviewMemory.inProcess()), 29);

    // When
    lasting.run(HOUR, at -> 2, UNIFORM);
    passing.run(HOUR, at -> 2, UNIFORM);

    // Then
    assertEquals(passing.picks(), lasting.picks());
    assertTrue(passing.picks().size() > 30);
  }

  private static Selection selection(ReviewMemory memory) {
    return new Selection("task", SIXTY, 1, memory);
  }

  @Test
  void aCrashLoopSpendsNoMore() {
    // Given a service that starts anew with every text, on the same state
    var memory = new BytesMemory();
    int sent = 0;
    for (int i = 0; i < 1_000; i++) {
      // When
      long now = HOUR + 60_000 + i;
      var verdict = selection(memory).offer(text(i, 0, new Random(i)), i == 0 ? HOUR : now);
      sent += verdict.chosen() == null ? 0 : 1;
    }

    // Then
    assertTrue(sent >= 1 && sent <= new Allowance(60).burst(), sent + " sent");
  }

  @Test
  void aClockThatJumpsDoesNotStopOrFloodIt() {
    // Given a clock that is a year ahead for one text, and back again
    var memory = ReviewMemory.inProcess();
    long now = 400 * 24 * HOUR;
    int sent = 0;
    for (int i = 0; i < 6_000; i++) {
      long jump = i == 3_000 ? 365 * 24 * HOUR : 0;
      // When
      var verdict = selection(memory).offer(text(i, 0.5, new Random(i)), now + i * 1_000L + jump);
      sent += verdict.chosen() == null || i < 3_000 ? 0 : 1;
    }

    // Then
    double allowed = 50 + 2 * new Allowance(60).burst();
    assertTrue(sent > 35 && sent <= allowed, sent + " sent in fifty minutes");
  }

  @Test
  void aClockThatWasAheadIsForgotten() {
    // Given one text from a clock that is a year ahead, and then ever surer ones
    var memory = ReviewMemory.inProcess();
    long now = 400 * 24 * HOUR;
    selection(memory).offer(text(0, 0, new Random(0)), now + 365 * 24 * HOUR);
    int sent = 0;

    // When
    for (int i = 1; i < 6_000; i++) {
      var verdict = selection(memory).offer(text(i, i / 6_000.0, new Random(i)), now + i * 1_000L);
      sent += verdict.chosen() == null ? 0 : 1;
    }

    // Then
    assertTrue(sent > 10, sent + " sent in a hundred minutes");
  }

  @Test
  void vectorsThatAreNoneOrNotFiniteOrOfAnotherWidthDoNoHarm() {
    // Given
    float[][] vectors = {
      null, {}, {0, 0}, {Float.NaN, 1}, {Float.POSITIVE_INFINITY, 1}, {3e38f, 3e38f}, {1, 2, 3}
    };
    var stream = SimulatedStream.of(SIXTY, 1, 31);

    // When
    for (int i = 0; i < 70; i++) {
      float[] vector = vectors[i % vectors.length];
      stream.offer(new Candidate("d" + i, new Uncertainty(0, 1), () -> vector));
      stream.pass(5 * 60_000);
    }

    // Then all but the repeated ones are sent
    assertTrue(stream.picks().size() >= 50, stream.picks().size() + " sent");
    stream
        .picks()
        .forEach(
            pick ->
                assertTrue(
                    pick.chosen().similarity() == null
                        || Double.isFinite(pick.chosen().similarity())));
  }

  @Test
  void tasksDoNotShareABudget() {
    // Given
    var memory = ReviewMemory.inProcess();

    // When
    for (String task : List.of("one", "other")) {
      var selection = new Selection(task, SIXTY, 1, memory);
      selection.offer(text(0, 0, new Random(0)), HOUR);
      Verdict verdict = selection.offer(text(1, 0, new Random(1)), 2 * HOUR);

      // Then
      assertNotNull(verdict.chosen(), task);
    }
  }
}

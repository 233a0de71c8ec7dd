package io.clozeline.trainer.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DeferenceTest {
  private static final Duration STEP = Duration.ofMillis(30);

  private static final Duration LIMIT = Duration.ofSeconds(2);
  private static final Duration LONG = Duration.ofSeconds(3);

  private final AtomicLong looks = new AtomicLong();

  @Test
  void waitsUntilFewTextsWait() throws InterruptedException {
    // Given two looks at which too many wait
    var deference = new Deference(() -> looks.incrementAndGet() <= 2 ? LONG : LIMIT, LIMIT);
    // When
    Duration rest = restAfterAStep(deference);
    // Then
    assertEquals(3, looks.get());
    assertTrue(rest.compareTo(STEP) > 0, rest::toString);
  }

  @Test
  void goesOnUnderALoadThatNeverEnds() throws InterruptedException {
    // Given
    var deference = new Deference(() -> LONG, LIMIT);
    // When
    Duration rest = restAfterAStep(deference);
    // Then nine tenths of the time went to the others, at least
    assertTrue(rest.compareTo(STEP.multipliedBy(9)) >= 0, rest::toString);
  }

  @Test
  void doesNotRestByTheStepThatOpensTheModel() {
    // Given
    var deference = new Deference(() -> LONG, LIMIT);
    // When
    deference.begin();
    Duration rest = deference.rest(() -> false);
    // Then
    assertTrue(rest.compareTo(STEP) < 0, rest::toString);
  }

  @Test
  void aTrainerWithAMachineOfItsOwnDoesNotLook() throws InterruptedException {
    // Given
    var deference = new Deference(() -> Duration.ofDays(looks.incrementAndGet()), Duration.ZERO);
    // When
    restAfterAStep(deference);
    // Then
    assertEquals(0, looks.get());
  }

  @Test
  void aServiceThatGoesDownDoesNotWait() throws InterruptedException {
    // Given
    var deference = new Deference(() -> LONG, LIMIT);
    deference.begin();
    deference.rest(() -> true);
    TimeUnit.MILLISECONDS.sleep(STEP.toMillis());
    // When
    Duration rest = deference.rest(() -> true);
    // Then
    assertTrue(rest.compareTo(STEP) < 0, rest::toString);
  }

  private static Duration restAfterAStep(Deference deference) throws InterruptedException {
    deference.begin();
    deference.rest(() -> false);
    TimeUnit.MILLISECONDS.sleep(STEP.toMillis());
    return deference.rest(() -> false);
  }
}

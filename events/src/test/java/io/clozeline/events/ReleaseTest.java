package io.clozeline.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReleaseTest {
  private static final Instant NOW = Instant.parse("2026-01-04T00:00:00Z");

  @Test
  void goingBackBringsBackWhatWasServedThen() {
    // Given
    Release live = Given.release().showing(false, true);
    // When
    Release back = live.back("It was worse.", NOW);
    // Then
    assertEquals(live.previous(), back.digest());
    assertEquals(live.digest(), back.previous());
    assertEquals(true, back.demonstrations());
    assertEquals(false, back.previousDemonstrations());
    assertEquals("It was worse.", back.reason());
    assertEquals(NOW, back.at());
    assertEquals(live.trainedThrough(), back.trainedThrough());
    assertNull(back.rung());
  }

  @Test
  void anOlderAdapterIsServedWithoutDemonstrations() {
    // Given
    Release live = Given.release().showing(true, true);
    // When
    Release older = live.to("older", "A person knows better.", NOW);
    // Then
    assertEquals("older", older.digest());
    assertEquals(live.digest(), older.previous());
    assertEquals(false, older.demonstrations());
    assertEquals(true, older.previousDemonstrations());
  }

  @Test
  void theBaseModelGoesBackToBeingBare() {
    // Given
    Release live = Given.demonstrating();
    // When
    Release back = live.back("They mislead it.", NOW);
    // Then
    assertNull(back.digest());
    assertEquals(false, back.demonstrations());
    assertEquals(live.demonstrations(), back.back("They do not.", NOW).demonstrations());
    Release base = Release.base("t", NOW);
    assertEquals(base.demonstrations(), base.back("Nothing is before it.", NOW).demonstrations());
  }

  @Test
  void aChallengerThatGoesLiveRemembersWhatWasServedBefore() {
    // Given
    Release live = Given.rollback().showing(true, null);
    // When
    Release after = Given.release().showing(false, null).after(live, "It held its own.", NOW);
    // Then
    assertEquals(live.digest(), after.previous());
    assertEquals(false, after.demonstrations());
    assertEquals(true, after.previousDemonstrations());
  }

  @Test
  void aShadowMayBeShownWhatItsTextIsNot() {
    // Given
    EncodedText text = Given.shadowedDraws();
    // When
    EncodedText shadow = text.ofShadow();
    // Then
    assertNull(text.draws());
    assertEquals(2, shadow.draws());
    assertEquals(4, shadow.sequences().size());
    assertNull(Given.shadowedEncoding().ofShadow().draws());
  }
}

package io.clozeline.deploy.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.clozeline.deploy.task.Presets;
import io.clozeline.events.task.Pet;
import java.util.List;
import org.junit.jupiter.api.Test;

class OverridesTest {
  @Test
  void changesOnlyWhatItSays() {
    // Given
    var task = Presets.find("sst-2").orElseThrow();
    // When
    var learning = new Overrides(null, 3, 1e-3, 4, List.of("key"), 7, null).on(task).learning();
    // Then
    assertEquals(3, learning.epochs());
    assertEquals(1e-3, learning.learningRate());
    assertEquals(4, learning.r());
    assertEquals(8.0, learning.alpha());
    assertEquals(List.of("key"), learning.targets());
    assertEquals(7, learning.minExamples());
    assertEquals(task, new Overrides().on(task));
  }

  @Test
  void anotherMethodHasItsOwnDefaults() {
    var learning =
        new Overrides("prefix", 3, null, null, null, null, null)
            .on(Presets.find("sst-2").orElseThrow())
            .learning();
    assertEquals("prefix", learning.method());
    assertEquals(20, learning.tokens());
    assertEquals(3, learning.epochs());
    assertNull(learning.r());
    assertNull(learning.targets());
  }

  @Test
  void asksTheSameTaskWithALinearHead() {
    // Given
    var task = new Overrides().pet(new Pet(16, null, null)).on(Presets.find("rte").orElseThrow());
    // When
    var heads = HeadChoice.of(HeadChoice.BOTH, task);
    // Then
    assertEquals(List.of("prompt", "linear"), List.copyOf(heads.keySet()));
    assertEquals(task, heads.get("prompt"));
    assertFalse(heads.get("linear").prompted());
    assertNull(heads.get("linear").learning().pet());
  }

  @Test
  void refusesAHeadThatATaskCannotHave() {
    var cloze = Presets.find("lama").orElseThrow();
    var tagging = Presets.find("pos").orElseThrow();
    assertThrows(IllegalArgumentException.class, () -> HeadChoice.of(HeadChoice.LINEAR, cloze));
    assertThrows(IllegalArgumentException.class, () -> HeadChoice.of(HeadChoice.PROMPT, tagging));
    assertEquals(List.of("own"), List.copyOf(HeadChoice.of(null, tagging).keySet()));
  }
}

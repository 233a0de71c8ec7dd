package io.clozeline.deploy.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChainNoteTest {
  @TempDir Path folder;

  @Test
  void isReadAsItWasWritten() {
    // Given
    var home = new Home(folder);
    var note =
        new ChainNote("127.0.0.1:1", "m", "/m", List.of(new RunningProcess("broker", 12, 34, 1)));
    // When
    note.write(home);
    // Then
    assertEquals(Optional.of(note), ChainNote.read(home));
    ChainNote.delete(home);
    assertEquals(Optional.empty(), ChainNote.read(home));
  }

  @Test
  void isWholeOnceEverythingHasBeenStarted() {
    // Given
    List<RunningProcess> started = new ArrayList<>();
    started.add(new RunningProcess("broker", 1, 2, 3));
    for (Service service : Service.values()) {
      // Then a start that ended here left only some of it
      assertFalse(new ChainNote("127.0.0.1:1", "m", "/m", started).whole());
      started.add(new RunningProcess(service.text(), 1, 2, 3));
    }
    assertTrue(new ChainNote("127.0.0.1:1", "m", "/m", started).whole());
  }

  @Test
  void saysWhatToDoWhenItIsDamaged() throws Exception {
    // Given
    var home = new Home(folder);
    Files.writeString(home.note(), "{");
    // When
    var thrown = assertThrows(LaunchException.class, () -> ChainNote.read(home));
    // Then
    assertTrue(thrown.getMessage().contains(home.note().toString()), thrown.getMessage());
  }

  @Test
  void keepsTheLogOfTheStartBefore() throws Exception {
    // Given
    var home = new Home(folder);
    Files.writeString(home.log("heads"), "first\nsecond\nthird\n");
    assertEquals(List.of("second", "third"), home.lastLines("heads", 2));
    // When
    home.freshLog("heads");
    // Then
    assertEquals(
        "first\nsecond\nthird\n",
        Files.readString(home.log("heads").resolveSibling("heads.previous.log")));
  }
}

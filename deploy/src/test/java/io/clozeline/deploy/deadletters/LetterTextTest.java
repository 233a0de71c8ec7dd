package io.clozeline.deploy.deadletters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LetterTextTest {
  @Test
  void indentsJson() {
    assertEquals("{\n  \"a\" : \"ü😀\"\n}", LetterText.value("{\"a\":\"ü😀\"}".getBytes()));
  }

  @Test
  void showsOtherBytesInHexadecimal() {
    // When
    String shown = LetterText.value(new byte[] {(byte) 0xff, 'a', 0});
    // Then
    assertTrue(shown.startsWith("00000000  ff 61 00 "), shown);
    assertTrue(shown.endsWith(".a."), shown);
  }

  @Test
  void saysHowMuchItLeavesOut() {
    assertTrue(LetterText.value(new byte[5_000]).contains("3976 more bytes"));
  }

  @Test
  void leavesTheTerminalAlone() {
    // Given
    String hostile = "{\"a\":\"\u009b2J\u007f\"}";
    // When
    String shown = LetterText.value(hostile.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    // Then
    assertFalse(shown.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n'), shown);
    assertEquals("\\u001b[2J", LetterText.printable("\u001b[2J"));
    assertEquals("\\ud800", LetterText.printable("\ud800"));
  }

  @Test
  void anIdComesBack() {
    var id = new LetterId("texts.dead-letters", 3, 17);
    assertEquals(id, LetterId.parse(id.toString()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "17", "texts/0/1", "texts.dead-letters/0", "texts.dead-letters/-1/2", "a/b/c"})
  void refusesWhatIsNoId(String text) {
    assertThrows(IllegalArgumentException.class, () -> LetterId.parse(text));
  }
}

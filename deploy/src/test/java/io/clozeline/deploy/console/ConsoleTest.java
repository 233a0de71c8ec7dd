package io.clozeline.deploy.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsoleTest {
  private final ByteArrayOutputStream progress = new ByteArrayOutputStream();
  private final ByteArrayOutputStream results = new ByteArrayOutputStream();

  @Test
  void saysEachStepOnceWhereNothingCanBeWrittenOver() {
    // Given
    Console console = console(false);
    // When
    console.progress("unpacking", 0.1);
    console.progress("unpacking", 0.9, "almost");
    console.progress("converting", 0.1);
    console.waiting("anything");
    console.result("the result");
    // Then
    assertEquals("  … unpacking\n  … converting\n", text(progress));
    assertEquals("the result\n", text(results));
  }

  @Test
  void writesOverTheLineInATerminal() {
    // Given
    Console console = console(true);
    // When
    console.progress("unpacking", 0.5, "model");
    console.done("unpacked");
    // Then
    assertTrue(text(progress).contains("50 %  unpacking, model"), text(progress));
    assertTrue(text(progress).endsWith("\r\033[2K  ✓ unpacked\n"), text(progress));
  }

  @Test
  void padsATableToItsWidestCells() {
    // When
    var table = new Table("a", "long header").row("wide cell", 1).row(null, null);
    // Then
    assertEquals(List.of("a          long header", "wide cell  1", "–          –"), table.lines());
  }

  private Console console(boolean terminal) {
    return new Console(stream(progress), stream(results), terminal);
  }

  private static PrintStream stream(ByteArrayOutputStream out) {
    return new PrintStream(out, true, StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream out) {
    return out.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}

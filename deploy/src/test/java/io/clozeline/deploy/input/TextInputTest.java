package io.clozeline.deploy.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.deploy.input.TextInput.Layout;
import io.clozeline.events.Text;
import io.clozeline.events.error.ErrorCode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextInputTest {
  @Test
  void readsATextALineAndPassesOverBlankOnes() {
    // When
    var lines = lines("one\n\n  \ntwo \"quoted\"\ttab\n");
    var rows = rows(lines, Format.LINES, Layout.DEFAULT);
    // Then
    assertEquals(
        List.of(text(1, "1", "one", null), text(4, "4", "two \"quoted\"\ttab", null)), rows);
    assertEquals(2, lines.blank());
  }

  @Test
  void readsTheColumnsThatItIsTold() {
    // Given
    var layout = new Layout("review", "answer", "id");
    // When
    var rows = rows(lines("\ufeffid\treview\tanswer\nx\tgood\tno\n\tbad\t\n"), Format.TSV, layout);
    // Then
    assertEquals(List.of(text(2, "x", "good", "no"), text(3, "3", "bad", null)), rows);
  }

  @Test
  void namesTheColumnsThatAreThere() {
    var thrown =
        assertThrows(InputException.class, () -> rows(lines("a\tb\n"), Format.TSV, Layout.DEFAULT));
    assertTrue(thrown.getMessage().contains("[a, b]"), thrown.getMessage());
  }

  @Test
  void asksAllTasksOfTheInputOrThoseThatATextNames() {
    // When
    var input =
        TextInput.open(
            lines("{\"text\":\"a\"}\n{\"text\":\"b\",\"tasks\":[\"x\",\"y\"]}"),
            Format.JSONL,
            Layout.DEFAULT,
            List.of("t", "u"));
    // Then
    assertEquals(List.of("t", "u"), ((Row.Good<Text>) input.next()).value().asked());
    assertEquals(List.of("x", "y"), ((Row.Good<Text>) input.next()).value().asked());
  }

  @Test
  void readsObjectsAndFillsInWhatTheyLeaveOut() {
    // When
    var rows =
        rows(
            lines("{\"text\":\"a\"}\n{\"id\":\"x\",\"text\":\"b\",\"textB\":\"c\",\"extra\":1}"),
            Format.JSONL,
            Layout.DEFAULT);
    // Then
    assertEquals(List.of(text(1, "1", "a", null), text(2, "x", "b", "c")), rows);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "{, INVALID_JSON",
        "{\"id\":\"x\"}, MISSING_FIELD",
        "{\"text\":\" \"}, EMPTY_TEXT",
        "{\"text\":\"\\ud800\"}, INVALID_TEXT",
        "{\"text\":[1]}, INVALID_FIELD"
      })
  void keepsWhatIsWrongWithItsLine(String line, ErrorCode code) {
    // When
    var rows = rows(lines("{\"text\":\"good\"}\n" + line + "\n"), Format.JSONL, Layout.DEFAULT);
    // Then
    assertEquals(2, rows.size());
    var bad = assertInstanceOf(Row.Bad.class, rows.get(1));
    assertEquals(2, bad.line());
    assertEquals(code, bad.why().code());
  }

  @ParameterizedTest
  @CsvSource({"a.tsv, TSV", "b.JSONL, JSONL", "c.txt, LINES", "d, LINES", "e.ndjson, JSONL"})
  void tellsTheFormatByTheName(String name, Format format) {
    assertEquals(format, Format.of(name));
  }

  private static Row<Text> text(long line, String id, String text, String textB) {
    return new Row.Good<>(line, new Text(id, "t", text, textB, null));
  }

  private static Lines lines(String content) {
    return new Lines(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<Row<Text>> rows(Lines lines, Format format, Layout layout) {
    var input = TextInput.open(lines, format, layout, List.of("t"));
    List<Row<Text>> rows = new ArrayList<>();
    for (Row<Text> row = input.next(); row != null; row = input.next()) {
      rows.add(row);
    }
    return rows;
  }
}

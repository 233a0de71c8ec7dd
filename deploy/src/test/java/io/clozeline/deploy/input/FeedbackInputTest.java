package io.clozeline.deploy.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.events.Feedback;
import io.clozeline.events.TextSpan;
import io.clozeline.events.error.ErrorCode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FeedbackInputTest {
  @Test
  void readsLabelsOfATable() {
    // When
    var rows = rows("label\ttext\tid\npositive\tgood\tx\nnegative\tbad\t\n", Format.TSV);
    // Then
    assertEquals(Feedback.label("x", "t", "positive", "good", null), good(rows.get(0)));
    assertEquals(
        Feedback.label(FeedbackInput.idOf("bad", null), "t", "negative", "bad", null),
        good(rows.get(1)));
  }

  @Test
  void readsErasuresAndOtherTasksOfObjects() {
    // When
    var rows =
        rows(
            "{\"id\":\"x\",\"erase\":true}\n{\"id\":\"y\",\"task\":\"u\",\"label\":\"a\"}",
            Format.JSONL);
    // Then
    assertTrue(good(rows.get(0)).erases());
    assertEquals("u", good(rows.get(1)).task());
  }

  @Test
  void readsLabelsThatOnlyNameTheirDocuments() {
    var rows = rows("id\tlabel\nx\tpositive\n\tnegative\n", Format.TSV);
    assertEquals(Feedback.label("x", "t", "positive", null, null), good(rows.get(0)));
    assertInstanceOf(Row.Bad.class, rows.get(1));
  }

  @Test
  void keepsALineWithoutALabel() {
    var rows = rows("text\tlabel\ngood\t\n", Format.TSV);
    assertEquals(
        ErrorCode.MISSING_FIELD, assertInstanceOf(Row.Bad.class, rows.get(0)).why().code());
  }

  static Stream<Arguments> kinds() {
    return Stream.of(
        Arguments.of("labels", "a, b", Feedback.labels("x", "t", List.of("a", "b"), "good", null)),
        Arguments.of("labels", "-", Feedback.labels("x", "t", List.of(), "good", null)),
        Arguments.of("value", "2.5", Feedback.value("x", "t", 2.5, "good", null)),
        Arguments.of("tags", "O B-x", Feedback.tags("x", "t", List.of("O", "B-x"), "good")),
        Arguments.of("fills", "paris", Feedback.fills("x", "t", List.of("paris"), "good")),
        Arguments.of(
            "spans",
            "0-3:person 7-11",
            Feedback.spans(
                "x",
                "t",
                List.of(TextSpan.of(0, 3, "person"), TextSpan.of(7, 11, null)),
                "good",
                null)));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void readsWhatIsRightForEveryKind(String column, String cell, Feedback expected) {
    // When
    var rows = rows("id\ttext\t" + column + "\nx\tgood\t" + cell + "\n", Format.TSV);
    // Then
    assertEquals(expected, good(rows.get(0)));
  }

  @ParameterizedTest
  @CsvSource({"value,many", "spans,3-0", "spans,here", "value,", "labels,"})
  void keepsALineWhoseAnswerCannotBeRead(String column, String cell) {
    var rows = rows("text\t" + column + "\ngood\t" + (cell == null ? "" : cell) + "\n", Format.TSV);
    assertInstanceOf(Row.Bad.class, rows.get(0));
  }

  @Test
  void asksForOneColumnThatSaysWhatIsRight() {
    assertThrows(InputException.class, () -> rows("text\tlabel\tvalue\na\tb\t1\n", Format.TSV));
    assertThrows(InputException.class, () -> rows("text\na\n", Format.TSV));
  }

  @Test
  void readsObjectsOfEveryKind() {
    // When
    var rows =
        rows("{\"text\":\"q\",\"textB\":\"p\",\"spans\":[{\"start\":0,\"end\":1}]}", Format.JSONL);
    // Then
    assertEquals(List.of(TextSpan.of(0, 1, null)), good(rows.get(0)).spans());
  }

  @Test
  void asksForAFormatThatHasLabels() {
    assertThrows(InputException.class, () -> rows("good\n", Format.LINES));
  }

  @Test
  void namesATextByItself() {
    assertEquals(FeedbackInput.idOf("a", null), FeedbackInput.idOf("a", null));
    assertNotEquals(FeedbackInput.idOf("a", "b"), FeedbackInput.idOf("ab", null));
    assertEquals(16, FeedbackInput.idOf("a", "b").length());
  }

  private static Feedback good(Row<Feedback> row) {
    return assertInstanceOf(Feedback.class, ((Row.Good<Feedback>) row).value());
  }

  private static List<Row<Feedback>> rows(String content, Format format) {
    var in = new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
    var input = FeedbackInput.open(new Lines(in), format, "t");
    List<Row<Feedback>> rows = new ArrayList<>();
    for (Row<Feedback> row = input.next(); row != null; row = input.next()) {
      rows.add(row);
    }
    return rows;
  }
}

package io.clozeline.deploy.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.events.Feedback;
import io.clozeline.events.error.ErrorCode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

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
  void keepsALineWithoutALabel() {
    var rows = rows("text\tlabel\ngood\t\n", Format.TSV);
    assertEquals(
        ErrorCode.MISSING_FIELD, assertInstanceOf(Row.Bad.class, rows.get(0)).why().code());
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

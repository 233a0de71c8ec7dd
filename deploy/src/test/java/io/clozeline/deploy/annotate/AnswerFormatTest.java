package io.clozeline.deploy.annotate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.deploy.annotate.AnswerFormat.Refusal;
import io.clozeline.events.Annotation;
import io.clozeline.events.Annotation.Fill;
import io.clozeline.events.error.ErrorCode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswerFormatTest {
  private static final Refusal REFUSAL =
      new Refusal(ErrorCode.EMPTY_TEXT, "tokenizer", "the text is empty");

  @Test
  void tableAlignsALabelUnderItsHeader() {
    // Given
    var table = new TableLines(20);
    // When
    String line = table.annotation("x", "a text\nthat is longer", label("positive", 0.9312), 41.6);
    // Then
    assertEquals("positive          0.931       42  a text that is long…", line);
    assertEquals(table.header().indexOf("text"), line.indexOf("a text"));
  }

  @Test
  void tableShowsTheWordsOfEachMask() {
    // Given
    var fills =
        List.of(
            List.of(new Fill("paris", 0.5), new Fill("lille", 0.25)), List.of(new Fill("the", 1)));
    var annotation = annotation(null, null, fills, false);
    // When
    String line = new TableLines(20).annotation("x", "t", annotation, 1);
    // Then
    assertTrue(line.startsWith("paris 0.50, lille 0.25 | the 1.00"), line);
  }

  @Test
  void tableSaysThatATextWasCutAndThatATaskHasNotLearnt() {
    // When
    String line = new TableLines(20).annotation("x", "t", annotation(null, null, null, true), 1);
    // Then
    assertTrue(line.startsWith("(not trained)") && line.contains("(cut: 7 tokens)"), line);
  }

  @Test
  void neverCutsInsideACharacter() {
    assertEquals("😀😀…", TableLines.shorten("😀😀😀😀", 3));
    assertEquals("😀😀😀", TableLines.shorten("😀😀😀", 3));
  }

  @Test
  void tableNamesTheLineCodeAndCauseOfARefusal() {
    assertEquals(
        "✗ line 3: empty-text: the text is empty (tokenizer)",
        new TableLines(20).refusal("x", 3, REFUSAL));
  }

  @Test
  void jsonHasTheGivenId() {
    // When
    String line = new JsonLines().annotation("mine", "t", label("positive", 0.5), 1);
    // Then
    assertTrue(
        line.startsWith("{\"id\":\"mine\",\"task\":\"t\",\"kind\":\"classification\""), line);
    assertTrue(!line.contains("\n"), line);
  }

  @Test
  void jsonHoldsARefusal() {
    assertEquals(
        "{\"id\":\"x\",\"line\":3,\"error\":{\"code\":\"empty-text\",\"stage\":\"tokenizer\","
            + "\"cause\":\"the text is empty\"}}",
        new JsonLines().refusal("x", 3, REFUSAL));
  }

  private static Annotation label(String label, double score) {
    return annotation(label, Map.of(label, score), null, false);
  }

  private static Annotation annotation(
      String label, Map<String, Double> scores, List<List<Fill>> fills, boolean truncated) {
    return new Annotation(
        "wire",
        "t",
        fills == null ? "classification" : "cloze",
        label,
        scores,
        fills,
        null,
        truncated,
        7,
        1,
        new Annotation.Model("b", "k", "v", null, null),
        new Annotation.Latencies(1, 2, 3, 6));
  }
}

package io.clozeline.deploy.annotate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.deploy.annotate.AnswerFormat.Refusal;
import io.clozeline.events.Annotation;
import io.clozeline.events.Annotation.Fill;
import io.clozeline.events.Text;
import io.clozeline.events.TextSpan;
import io.clozeline.events.error.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AnswerFormatTest {
  private static final Refusal REFUSAL =
      new Refusal(ErrorCode.EMPTY_TEXT, "tokenizer", "the text is empty");

  @Test
  void tableAlignsALabelUnderItsHeader() {
    // Given
    var table = new TableLines(20);
    // When
    String line =
        table.annotation("x", text("a text\nthat is longer"), label("positive", 0.9312), 41.6);
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
    String line = new TableLines(20).annotation("x", text("t"), annotation, 1);
    // Then
    assertTrue(line.startsWith("paris 0.50, lille 0.25 | the 1.00"), line);
  }

  @Test
  void tableSaysThatATextWasCutAndThatATaskHasNotLearnt() {
    // When
    String line =
        new TableLines(20).annotation("x", text("t"), annotation(null, null, null, true), 1);
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
    String line = new JsonLines().annotation("mine", text("t"), label("positive", 0.5), 1);
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

  @Test
  void tableShowsBothTextsOfAPairAndTheTaskWhereATextHasSeveral() {
    // Given
    var text = new Text("x", null, "one", "two", null, List.of("t", "u"));
    // When
    String line = new TableLines(20).annotation("x", text, label("yes", 0.5), 1);
    // Then
    assertTrue(line.startsWith("t: yes ") && line.endsWith("one ‖ two"), line);
  }

  @ParameterizedTest
  @MethodSource("answers")
  void tableShowsTheAnswerOfEveryKind(Annotation annotation, String answer) {
    // Given
    var pair = new Text("x", "t", "Ada lived in Rome", "It was in 1843.", null);
    // When
    String line = new TableLines(60).annotation("x", pair, annotation, 1);
    // Then
    assertTrue(line.startsWith(answer + " "), line);
  }

  static Stream<Arguments> answers() {
    var ada = new TextSpan(0, 3, "person", 0.9);
    var year = new TextSpan(10, 14, null, 0.75);
    var scores = Map.of("a", 0.9, "b", 0.6);
    return Stream.of(
        Arguments.of(said(null, null, 2.5, null, null), "2.500"),
        Arguments.of(said(scores, List.of("a", "b"), null, null, null), "a 0.900, b 0.600"),
        Arguments.of(said(scores, List.of(), null, null, null), "(none)"),
        Arguments.of(said(null, null, null, List.of(ada), List.of(ada)), "Ada (person)"),
        Arguments.of(said(null, null, null, List.of(ada), null), "Ada/person"),
        Arguments.of(said(null, null, null, null, List.of(year)), "1843              0.750"),
        Arguments.of(said(null, null, null, null, List.of()), "(no answer)"));
  }

  private static Annotation said(
      Map<String, Double> scores,
      List<String> labels,
      Double value,
      List<TextSpan> tags,
      List<TextSpan> spans) {
    return new Annotation(
        "wire", "t", "any", null, scores, labels, value, tags, spans, null, null, false, 7, 1, null,
        null);
  }

  @Test
  void jsonHasEveryField() {
    // When
    var spans = List.of(new TextSpan(0, 1, "x", 0.5));
    String line =
        new JsonLines().annotation("i", text("t"), said(null, null, 1.5, spans, spans), 1);
    // Then
    assertTrue(line.contains("\"value\":1.5,\"tags\":[{\"start\":0,"), line);
  }

  private static Text text(String text) {
    return new Text("x", "t", text, null, null);
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

package io.clozeline.deploy.evaluate.kind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.deploy.evaluate.data.Item;
import io.clozeline.deploy.evaluate.data.Item.Answer;
import io.clozeline.deploy.task.Presets;
import io.clozeline.events.Annotation;
import io.clozeline.events.Annotation.Fill;
import io.clozeline.events.Feedback;
import io.clozeline.events.TextSpan;
import io.clozeline.events.task.Kinds;
import io.clozeline.events.task.TaskDefinition;
import io.clozeline.events.task.TaskKind;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ScoringsTest {
  private static final String PASSAGE = "The tower was built in 1889.";
  private static final Answer YEAR = new Answer("1889", 23, true);

  static List<TaskKind> kinds() {
    return Kinds.all();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void scoresEveryKind(TaskKind kind) {
    assertEquals(kind.text(), Scorings.of(kind).kind());
  }

  /** A preset of the kind, a row, the feedback that it makes, a right answer, and the figure. */
  static Stream<Arguments> rows() {
    var tagged = Item.tagged(List.of("New", "York", "!"), List.of("B-location", "I-location", "O"));
    var tags = List.of(span(0, 3, "B-location"), span(4, 8, "I-location"), span(9, 10, "O"));
    var many = new Item("t", null, null, List.of("quality", "payment"), null, null);
    var asked = new Item("When?", PASSAGE, null, null, List.of(YEAR), null);
    return Stream.of(
        Arguments.of(
            "sst-2",
            Item.of("t", null, "1"),
            Feedback.label("i", "sst-2", "positive", "t", null),
            said("positive", null, null, null, null, null),
            "accuracy"),
        Arguments.of(
            "rte",
            Item.of("t", "u", "entailment"),
            Feedback.label("i", "rte", "entailment", "t", "u"),
            said("entailment", null, null, null, null, null),
            "accuracy"),
        Arguments.of(
            "next-sentence",
            Item.of("t", "u", "next"),
            Feedback.label("i", "next-sentence", "next", "t", "u"),
            said("next", null, null, null, null, null),
            "accuracy"),
        Arguments.of(
            "mail-topics",
            many,
            Feedback.labels("i", "mail-topics", List.of("quality", "payment"), "t", null),
            said(null, List.of("payment", "quality"), null, null, null, null),
            "micro F1"),
        Arguments.of(
            "ner",
            tagged,
            Feedback.tags("i", "ner", tagged.labels(), "New York !"),
            said(null, null, null, tags, List.of(span(0, 8, "location")), null),
            "entity F1"),
        Arguments.of(
            "squad",
            asked,
            Feedback.spans("i", "squad", List.of(TextSpan.of(23, 27, null)), "When?", PASSAGE),
            said(null, null, null, null, List.of(span(23, 27, null)), null),
            "F1"),
        Arguments.of(
            "lama",
            Item.of("a [MASK] .", null, "Word"),
            Feedback.fills("i", "lama", List.of("Word"), "a [MASK] ."),
            said(null, null, null, null, null, List.of(List.of(new Fill("word", 0.5)))),
            "P@1"));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void teachesARowAndKnowsItsAnswer(
      String preset, Item item, Feedback feedback, Annotation right, String figure) {
    // Given
    TaskDefinition task = Presets.find(preset).orElseThrow();
    KindScoring scoring = Scorings.of(task.kind());
    Scorecard good = scoring.scorecard(task);
    Scorecard none = scoring.scorecard(task);
    // When
    good.add(item, right);
    none.add(item, null);
    // Then
    Feedback made = scoring.feedback("i", task, item).orElseThrow();
    assertEquals(feedback, made);
    made.check(task);
    Map.Entry<String, Double> first = good.figures().entrySet().iterator().next();
    assertEquals(figure, first.getKey());
    assertEquals(1, first.getValue());
    assertEquals(0, none.figures().get(figure));
  }

  @Test
  void scoresNumbersByTheirCorrelation() {
    // Given
    TaskDefinition task = Presets.find("sts-b").orElseThrow();
    Scorecard card = Scorings.of(task.kind()).scorecard(task);
    // When
    card.add(Item.of("a", "b", "0.0"), said(null, null, 1.0, null, null, null));
    card.add(Item.of("a", "b", "5"), said(null, null, 4.0, null, null, null));
    // Then
    assertEquals(1, card.figures().get("Pearson"), 1e-12);
    assertEquals(1, card.figures().get("Spearman"), 1e-12);
  }

  @Test
  void doesNotTeachAnAnswerWhosePlaceIsNotSure() {
    // Given
    TaskDefinition task = Presets.find("squad").orElseThrow();
    var unsure = new Answer("1889", 23, false);
    var item = new Item("When?", PASSAGE, null, null, List.of(unsure), null);
    // When
    var feedback = Scorings.of(task.kind()).feedback("i", task, item);
    // Then
    assertTrue(feedback.isEmpty());
  }

  @Test
  void refusesRowsThatDoNotFitTheTask() {
    TaskDefinition sentiment = Presets.find("sst-2").orElseThrow();
    TaskDefinition similarity = Presets.find("sts-b").orElseThrow();
    var row = Item.of("t", null, "7");
    var word = Item.of("t", "u", "much");
    var scoring = Scorings.of(sentiment.kind());
    assertThrows(IllegalArgumentException.class, () -> scoring.feedback("i", sentiment, row));
    var numbers = Scorings.of(similarity.kind());
    assertThrows(IllegalArgumentException.class, () -> numbers.feedback("i", similarity, word));
  }

  private static TextSpan span(int start, int end, String label) {
    return new TextSpan(start, end, label, 0.5);
  }

  private static Annotation said(
      String label,
      List<String> labels,
      Double value,
      List<TextSpan> tags,
      List<TextSpan> spans,
      List<List<Fill>> fills) {
    return new Annotation(
        "i", "t", "k", label, null, labels, value, tags, spans, fills, null, false, 1, 1, null,
        null);
  }
}

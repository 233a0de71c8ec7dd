package io.clozeline.events;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RecordsTest {
  private static final String LONE = "\ud83d";

  static Stream<Arguments> refused() {
    return Stream.of(
        refused(
            ErrorCode.INVALID_FIELD,
            "an erasure carries no label",
            () -> new Feedback("a", "t", "l", null, null, null, null, true)),
        refused(
            ErrorCode.MISSING_FIELD,
            "\"label\" is missing",
            () -> new Feedback("a", "t", null, "text", null, null, null, false)),
        refused(
            ErrorCode.INVALID_FIELD,
            "\"label\" has more than 200 characters",
            () -> Feedback.label("a", "t", "l".repeat(201), "text", null)),
        refused(
            ErrorCode.INVALID_FIELD,
            "\"annotator\" has a lone surrogate",
            () -> new Feedback("a", "t", "l", "text", null, LONE, null, null)),
        refused(
            ErrorCode.MISSING_FIELD,
            "\"at\" is missing",
            () -> new Release("t", null, null, null, null, 0, 0, null)),
        refused(
            ErrorCode.INVALID_FIELD,
            "\"metrics\" is not a finite number",
            () ->
                new Release(
                    "t", null, null, Map.of("loss", Double.NaN), null, 0, 0, Instant.EPOCH)),
        refused(
            ErrorCode.INVALID_FIELD,
            "\"annotation\" is of another document or task",
            () -> review("review-2", 0.5, null)),
        refused(
            ErrorCode.INVALID_FIELD,
            "\"score\" is not a finite number",
            () -> review("review-1", Double.NaN, null)),
        refused(
            ErrorCode.INVALID_FIELD,
            "\"similarity\" is not a finite number",
            () -> review("review-1", 0.5, Double.NaN)),
        refused(
            ErrorCode.MODEL_FAILURE,
            "\"scores\" is not a finite number",
            () -> annotation(Map.of("yes", Double.NaN))),
        refused(
            ErrorCode.MODEL_FAILURE,
            "\"entropy\" is not a finite number",
            () -> new Annotation.Uncertainty(0, Double.POSITIVE_INFINITY)),
        refused(
            ErrorCode.MALFORMED_BINARY,
            "2 input ids with 1 type ids",
            () -> new TokenSequence(new int[2], new int[1], new int[0], null, 0)),
        refused(
            ErrorCode.MALFORMED_BINARY,
            "0 input ids",
            () -> new TokenSequence(new int[0], new int[0], new int[0], null, 0)),
        refused(
            ErrorCode.MALFORMED_BINARY,
            "3 offsets for 2 input ids",
            () -> new TokenSequence(new int[2], new int[2], new int[0], new int[3], 0)),
        refused(
            ErrorCode.MALFORMED_BINARY,
            "selected position 2 of 2",
            () -> new TokenSequence(new int[2], new int[2], new int[] {0, 2}, null, 0)),
        refused(
            ErrorCode.MALFORMED_BINARY,
            "selected position -1 of 2",
            () -> new TokenSequence(new int[2], new int[2], new int[] {-1}, null, 0)),
        refused(
            ErrorCode.MALFORMED_BINARY,
            "8 bytes for 2 vectors of 3",
            () -> new Encoding(2, 3, new byte[8])),
        refused(ErrorCode.MALFORMED_BINARY, "vectors of 0", () -> new Encoding(0, 0, new byte[0])),
        refused(
            ErrorCode.MALFORMED_BINARY,
            "vectors of",
            () -> new Encoding(Integer.MAX_VALUE, Integer.MAX_VALUE, new byte[2])),
        refused(
            ErrorCode.MISSING_FIELD,
            "\"sequences\" is missing",
            () -> new Example("a", "t", "v", "l", null, 0, Arrays.asList((TokenSequence) null))),
        refused(
            ErrorCode.MALFORMED_BINARY,
            "1 targets for 2 sequences",
            () -> taught(new int[] {1, 2})),
        refused(
            ErrorCode.MALFORMED_BINARY,
            "a target of 3 numbers for 2 positions",
            () -> taught(new int[3], new int[0])),
        refused(ErrorCode.MISSING_FIELD, "\"targets\" is missing", () -> taught(null, null)),
        refused(
            ErrorCode.MALFORMED_BINARY,
            "3 offsets for 2 vectors",
            () -> new Encoding(2, 1, new byte[4]).at(new int[3])),
        refused(
            ErrorCode.MALFORMED_BINARY,
            "2 sequences of 3 draws",
            () -> EncodedText.of(Given.tokenized(), "b", null, 0, twice(), null, 3)),
        refused(
            ErrorCode.MALFORMED_BINARY,
            "2 sequences of 0 draws",
            () -> EncodedText.of(Given.tokenized(), "b", null, 0, twice(), null, 0)),
        refused(
            ErrorCode.MALFORMED_BINARY,
            "0 draws of a shadow",
            () -> new ShadowEncoding("b", twice(), 0)),
        refused(
            ErrorCode.MALFORMED_BINARY,
            "2 sequences, and 2 of its shadow",
            () -> Given.encoded().with(new ShadowEncoding("b", twice(), 2))),
        refused(ErrorCode.SPAN_OUTSIDE, "from 3 to 3", () -> TextSpan.of(3, 3, null)),
        refused(ErrorCode.SPAN_OUTSIDE, "from -1 to 3", () -> TextSpan.of(-1, 3, null)),
        refused(
            ErrorCode.INVALID_FIELD,
            "\"label\" has a lone surrogate",
            () -> TextSpan.of(0, 3, LONE)),
        refused(
            ErrorCode.MODEL_FAILURE,
            "\"score\" is not a finite number",
            () -> new TextSpan(0, 3, null, Double.NaN)),
        refused(
            ErrorCode.INVALID_FIELD,
            "\"value\" is not a finite number",
            () -> Feedback.value("a", "t", Double.NaN, "text", null)),
        refused(
            ErrorCode.INVALID_FIELD,
            "there are two answers: [labels, fills]",
            () ->
                new Feedback(
                    "a", "t", null, "x", null, null, null, null, List.of(), null, null, null,
                    List.of())),
        refused(
            ErrorCode.INVALID_FIELD,
            "an erasure carries no spans",
            () ->
                new Feedback(
                    "a", "t", null, null, null, null, null, true, null, null, null, List.of(),
                    null)),
        refused(ErrorCode.INVALID_FIELD, "both \"task\" and \"tasks\"", () -> asks("t", "t")),
        refused(ErrorCode.INVALID_FIELD, "names 0 tasks", () -> asks(null)),
        refused(ErrorCode.INVALID_FIELD, "names 33 tasks", () -> asks(null, new String[33])),
        refused(ErrorCode.INVALID_FIELD, "names a task twice", () -> asks(null, "t", "u", "t")),
        refused(ErrorCode.INVALID_FIELD, "a task name has", () -> asks(null, "t", "a/b")),
        refused(ErrorCode.MISSING_FIELD, "\"task\" is missing", () -> asks(null, "t", null)),
        refused(
            ErrorCode.MISSING_FIELD,
            "\"task\" is missing",
            () -> new Text("a", null, "text", null, null)),
        refused(
            ErrorCode.INVALID_FIELD,
            "\"taskVersion\" has a lone surrogate",
            () -> new Example("a", "t", LONE, "l", null, 0, List.of())));
  }

  private static Arguments refused(ErrorCode code, String cause, Executable make) {
    return Arguments.of(code, cause, make);
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("refused")
  void whatCannotBeIsRefused(ErrorCode code, String cause, Executable make) {
    var thrown = assertThrows(EventException.class, make);
    assertEquals(code, thrown.code());
    assertTrue(thrown.getMessage().contains(cause), thrown.getMessage());
  }

  private static Review review(String id, double score, Double similarity) {
    return new Review(
        id,
        "sentiment",
        Given.annotation(),
        "margin",
        score,
        0,
        similarity,
        "Because.",
        Instant.EPOCH);
  }

  private static Annotation annotation(Map<String, Double> scores) {
    return new Annotation("a", "t", "k", null, scores, null, null, false, 0, 0, null, null);
  }

  private static Text asks(String task, String... tasks) {
    return new Text("a", task, "text", null, null, Arrays.asList(tasks));
  }

  private static Example taught(int[]... targets) {
    List<TokenSequence> sequences = Given.example().sequences();
    return new Example("a", "t", "v", "l", null, 0, sequences, null, null, Arrays.asList(targets));
  }

  private static List<Encoding> twice() {
    var encoding = new Encoding(1, 1, new byte[2]);
    return List.of(encoding, encoding);
  }

  @Test
  void aTextIsOfOneTaskOrOfSeveral() {
    // Given
    Text one = Given.text();
    Text several = GivenKinds.text();
    // Then
    assertEquals(List.of("sentiment"), one.asked());
    assertSame(one, one.only("sentiment"));
    assertEquals(List.of("topics", "places", "stars"), several.asked());
    assertEquals(new Text("ann-1", "places", several.text(), null, null), several.only("places"));
  }

  @Test
  void aTextsTasksAreThoseOfTheCallerAtThatTime() {
    var tasks = new ArrayList<>(List.of("a", "b"));
    var text = new Text("a", null, "text", null, null, tasks);
    tasks.clear();
    assertEquals(List.of("a", "b"), text.asked());
  }

  @Test
  void whatIsEncodedOfATextCountsAllItsTokens() {
    assertEquals(7, Given.tokenized().tokens());
    assertEquals(10, GivenKinds.tokenized().tokens());
  }

  @Test
  void anExampleIsEqualByItsTargets() {
    assertEquals(GivenKinds.example(), GivenKinds.example());
    assertEquals(taught(new int[] {1, 2}, new int[0]), taught(new int[] {1, 2}, new int[0]));
    assertNotEquals(taught(new int[] {1, 2}, new int[0]), taught(new int[] {1, 3}, new int[0]));
    assertNotEquals(Given.encoded(), GivenKinds.encoded());
  }

  @Test
  void mapsKeepTheirOrder() {
    // Given
    var scores = new LinkedHashMap<String, Double>();
    for (int i = 50; i > 0; i--) {
      scores.put("label " + i, 1.0 / i);
    }
    // When
    var kept = annotation(scores).scores();
    var metrics = new Release("t", null, null, scores, null, 0, 0, Instant.EPOCH).metrics();
    // Then
    assertEquals(List.copyOf(scores.keySet()), List.copyOf(kept.keySet()));
    assertEquals(List.copyOf(scores.keySet()), List.copyOf(metrics.keySet()));
    assertThrows(UnsupportedOperationException.class, () -> kept.put("another", 1.0));
  }

  @Test
  void listsAreCopied() {
    // Given
    var sequences = new ArrayList<>(Given.example().sequences());
    var example = new Example("a", "t", "v", "l", null, 0, sequences);
    // When
    sequences.clear();
    // Then
    assertEquals(2, example.sequences().size());
  }

  @Test
  void recordsOfArraysAreEqualByWhatTheyHold() {
    assertEquals(Given.tokenized(), Given.tokenized());
    assertEquals(Given.tokenized().hashCode(), Given.tokenized().hashCode());
    assertEquals(Given.encoded(), Given.encoded());
    assertEquals(Given.encoded().hashCode(), Given.encoded().hashCode());
    assertNotEquals(
        new TokenSequence(new int[] {1}, new int[1], new int[1], null, 0),
        new TokenSequence(new int[] {2}, new int[1], new int[1], null, 0));
    assertNotEquals(new Encoding(1, 1, new byte[] {1, 0}), new Encoding(1, 1, new byte[2]));
  }

  @Test
  void vectorsComeBackAsFloat16() {
    // Given
    float[][] vectors = {{1, 0.5f, -2}, {0.1f, 65504, 0}};
    // When
    Encoding encoding = Encoding.of(vectors, 3);
    // Then
    assertEquals(2, encoding.selected());
    assertEquals(12, encoding.vectors().length);
    assertArrayEquals(vectors[0], encoding.vector(0));
    assertArrayEquals(vectors[1], encoding.vector(1), 0x1p-14f);
  }

  @Test
  void vectorsOfOtherWidthsAreAMistakeOfTheCaller() {
    float[][] vectors = {{1, 2}, {1, 2, 3}};
    assertThrows(IllegalArgumentException.class, () -> Encoding.of(vectors, 2));
  }

  @Test
  void anEncodedTextIsOfItsTokenizedText() {
    TokenizedText text = Given.tokenized();
    EncodedText encoded = EncodedText.of(text, "base", null, 5, List.of());
    assertEquals(text.id(), encoded.id());
    assertEquals(text.task(), encoded.task());
    assertEquals(text.taskVersion(), encoded.taskVersion());
    assertEquals(text.tokenizer(), encoded.tokenizer());
    assertEquals(text.tokensIn(), encoded.tokensIn());
    assertEquals(text.truncated(), encoded.truncated());
    assertEquals(text.windows(), encoded.windows());
    assertEquals(text.textAt(), encoded.textAt());
    assertEquals(text.tokenizedAt(), encoded.tokenizedAt());
    assertEquals(7, text.tokens());
  }

  @Test
  void anExamplesKeyNamesItsTaskWhateverTheDocumentIsCalled() {
    assertEquals("sentiment/a/b", Example.key("sentiment", "a/b"));
    assertEquals("sentiment", Example.taskOf("sentiment/a/b"));
  }

  @Test
  void allExamplesOfATaskAreInOnePartition() {
    for (int partitions = 1; partitions < 20; partitions++) {
      int partition = Example.partition("sentiment", partitions);
      assertTrue(partition >= 0 && partition < partitions);
    }
    assertEquals(Example.partition("sentiment", 8), Example.partition("sentiment", 8));
    assertEquals(3, Example.partition("sentiment", 8)); // for ever: topics hold what it placed
  }
}

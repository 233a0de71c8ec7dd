package io.clozeline.events.task;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.events.topic.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskDefinitionTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String GOOD =
      """
      {"name": "sentiment", "kind": "classification", "labels": ["negative", "positive"],
       "prompt": {"patterns": ["{text} It was [MASK]."],
                  "verbalizer": {"negative": ["terrible", "bad"], "positive": ["great", "good"]}}}
      """;

  static Stream<Arguments> refused() {
    return Stream.of(
        task("a task name has 1 to 100 lower-case letters", "/name", "\"Sentiment\""),
        task("a task name has 1 to 100", "/name", "\"\""),
        task("a task name has 1 to 100", "/name", "null"),
        task("a task name has 1 to 100", "/name", "\"" + "a".repeat(101) + "\""),
        task("a task name has 1 to 100", "/name", "\"a/b\""),
        task("the task has no kind", "/kind", "null"),
        task(
            "unknown kind \"sorting\"; known are classification, cloze, multilabel, next-sentence,",
            "/kind",
            "\"sorting\""),
        task("unknown kind \"Classification\"", "/kind", "\"Classification\""),
        task("a task needs two labels or more", "/labels", "null"),
        task("a task needs two labels or more", "/labels", "[]"),
        task("a task needs two labels or more", "/labels", "[\"negative\"]"),
        task("a label stands twice", "/labels", "[\"negative\", \"positive\", \"negative\"]"),
        task("a label is empty", "/labels", "[\"negative\", \" \"]"),
        task("a label is null", "/labels", "[\"negative\", null]"),
        task("a label has more than 200", "/labels", "[\"b\", \"" + "a".repeat(201) + "\"]"),
        task("a label has a lone surrogate", "/labels", "[\"b\", \"\\ud83d\"]"),
        task("1001 labels are more than 1000", "/labels", numbers(1_001)),
        task(
            "the label \"neutral\" has no word",
            "/labels",
            "[\"negative\", \"positive\", \"neutral\"]"),
        task("the verbalizer's \"other\" is not a label", "/prompt/verbalizer/other", "[\"okay\"]"),
        task("the label \"positive\" has no word", "/prompt/verbalizer/positive", "[]"),
        task("the label \"positive\" has no word", "/prompt/verbalizer/positive", "null"),
        task("the label \"positive\" has no word", "/prompt/verbalizer/positive", "[null]"),
        task("a word of \"positive\" has a lone", "/prompt/verbalizer/positive", "[\"\\udc00\"]"),
        task("\"positive\" has more than 100 words", "/prompt/verbalizer/positive", numbers(101)),
        task("a prompt needs a verbalizer", "/prompt/verbalizer", "null"),
        task("a prompt needs a verbalizer", "/prompt/verbalizer", "{}"),
        task("a prompt needs at least one pattern", "/prompt/patterns", "null"),
        task("a prompt needs at least one pattern", "/prompt/patterns", "[]"),
        task("a pattern is null", "/prompt/patterns", "[null]"),
        task("33 patterns are more than 32", "/prompt/patterns", numbers(33)),
        pattern("no [MASK] in the pattern \"{text} It was.\"", "{text} It was."),
        pattern("no [MASK] in the pattern", "{text} It was [mask]."),
        pattern("; it takes 8", "{text} [MASK]" + " [MASK]".repeat(8)),
        pattern("\"It was [MASK].\" needs {text} once", "It was [MASK]."),
        pattern("needs {text} once", "{text} {text} [MASK]"),
        pattern("has a field other than {text}, {textB}", "{text} {other} [MASK]"),
        pattern("has a field other than {text}, {textB}", "{text} [MASK] {"),
        pattern("has {textB}", "{text} [MASK] {textB}"),
        pattern("has {textB} twice", "{text} [MASK] {textB} {textB}"),
        pattern("a pattern has a lone surrogate", "{text} [MASK] \\ud83d"),
        task(
            "unknown calibration \"often\"; known are none, online, contextual",
            "/prompt/calibration",
            "\"often\""),
        task("topK belongs to cloze tasks", "/topK", "5"),
        task("windows.max is 0; it goes from 1 to 256", "/windows", "{\"max\": 0}"),
        task("windows.max is 257; it goes from 1 to 256", "/windows", "{\"max\": 257}"),
        task("windows.tokens is 31; it goes from 32 to 4096", "/windows", "{\"tokens\": 31}"),
        task("windows.tokens is 4097;", "/windows", "{\"tokens\": 4097}"),
        task("windows.overlap is -1; it goes from 0 to", "/windows", "{\"overlap\": -1}"),
        task("windows.overlap is 257; it goes from 0 to", "/windows", "{\"overlap\": 257}"),
        task("maxAge is PT0S; it goes from PT0.001S to PT87600H", "/maxAge", "\"PT0S\""),
        task("maxAge is PT-30S; it goes from PT0.001S", "/maxAge", "\"-PT30S\""),
        task("maxAge is PT0.0005S; it goes from PT0.001S", "/maxAge", "\"PT0.0005S\""),
        task("maxAge is PT87624H; it goes from PT0.001S", "/maxAge", "\"P3651D\""),
        learning(
            "unknown method \"all\"; known are [lora, ia3, bitfit, adapter, prefix, soft-prompt, full]",
            "{\"method\": \"all\"}"),
        learning("the method full has no r", "{\"method\": \"full\", \"r\": 8}"),
        learning("the method full has no dropout", "{\"method\": \"full\", \"dropout\": 0.1}"),
        learning(
            "pet and the method full do not go together",
            "{\"method\": \"full\", \"pet\": {\"unlabelled\": 100}}"),
        learning("the method prefix has no r", "{\"method\": \"prefix\", \"r\": 8}"),
        learning("the method lora has no tokens", "{\"tokens\": 8}"),
        learning("the method ia3 has no dropout", "{\"method\": \"ia3\", \"dropout\": 0.1}"),
        learning("the method bitfit has no width", "{\"method\": \"bitfit\", \"width\": 8}"),
        learning("width is 0; it goes from 1 to 768", "{\"method\": \"adapter\", \"width\": 0}"),
        learning("tokens are 500; they go", "{\"method\": \"prefix\", \"tokens\": 500}"),
        learning("dropout is 1.0; it goes from 0 to below 1", "{\"dropout\": 1}"),
        learning("r is 0; it goes from 1 to 256", "{\"r\": 0}"),
        learning("r is 257; it goes from 1 to 256", "{\"r\": 257}"),
        learning("alpha is 0.0; it goes up to 10000", "{\"alpha\": 0}"),
        learning("alpha is NaN", "{\"alpha\": \"NaN\"}"),
        learning("targets are []; known are [query, key", "{\"targets\": []}"),
        learning("targets are [all]; known are", "{\"targets\": [\"all\"]}"),
        learning("a target is null", "{\"targets\": [null]}"),
        learning("a target stands twice", "{\"targets\": [\"key\", \"key\"]}"),
        learning("minExamples is 1; it starts at 2", "{\"minExamples\": 1}"),
        learning("steps go from 1 to 100000", "{\"steps\": 0}"),
        learning("learningRate goes up to 1", "{\"learningRate\": 1.2}"),
        learning("epochs go from 1 to 1000", "{\"epochs\": 0}"),
        learning("maxWait is PT0S; it goes from PT1S", "{\"maxWait\": \"PT0S\"}"),
        learning("replay is 15; it goes from 16", "{\"replay\": 15}"),
        learning("pet.unlabelled is 15;", "{\"pet\": {\"unlabelled\": 15}}"),
        learning("pet.temperature is 0.0;", "{\"pet\": {\"temperature\": 0}}"),
        learning("pet.temperature is NaN;", "{\"pet\": {\"temperature\": \"NaN\"}}"),
        learning("pet.generations is 6;", "{\"pet\": {\"generations\": 6}}"));
  }

  private static Arguments task(String reason, String field, String json) {
    return Arguments.of(reason, changed(field, json));
  }

  private static Arguments pattern(String reason, String pattern) {
    return task(reason, "/prompt/patterns", "[\"" + pattern + "\"]");
  }

  private static Arguments learning(String reason, String json) {
    return task(reason, "/learning", json);
  }

  private static String numbers(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"" + i + "\"")
        .collect(Collectors.joining(",", "[", "]"));
  }

  /** The good definition with {@code json} at {@code field}. */
  private static String changed(String field, String json) {
    try {
      var root = (ObjectNode) JSON.readTree(GOOD);
      int slash = field.lastIndexOf('/');
      var parent = (ObjectNode) root.at(field.substring(0, slash));
      parent.putRawValue(field.substring(slash + 1), new RawValue(json));
      return root.toString();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void whatCannotWorkIsRefusedWithTheReason(String reason, String json) {
    var thrown = assertThrows(EventException.class, () -> read(json));
    assertTrue(thrown.getMessage().contains(reason), thrown.getMessage());
    assertEquals(ErrorCode.TASK_REFUSED, thrown.code());
  }

  static Stream<Arguments> misspelt() {
    return Stream.of(
        Arguments.of("unknown field \"lables\"; known here", changed("/lables", "[]")),
        Arguments.of("unknown field \"prompt.pattern\"", changed("/prompt/pattern", "[]")),
        Arguments.of("unknown field \"learning.rank\"", changed("/learning", "{\"rank\": 8}")),
        Arguments.of("\"labels\" has the wrong type", changed("/labels", "\"yes\"")),
        Arguments.of("\"labels.[0]\" has the wrong type", changed("/labels", "[1, 2]")),
        Arguments.of("\"learning.r\" has the wrong", changed("/learning", "{\"r\": 8.5}")),
        Arguments.of("\"learning.r\" has the wrong", changed("/learning", "{\"r\": \"8\"}")),
        Arguments.of("\"kind\" has the wrong type", changed("/kind", "0")),
        Arguments.of("\"kind\" has the wrong type", changed("/kind", "{}")),
        Arguments.of("\"options\" has the wrong type", changed("/options", "[]")),
        Arguments.of("\"maxAge\" has the wrong type", changed("/maxAge", "30")),
        Arguments.of("\"maxAge\" has the wrong type", changed("/maxAge", "\"30 seconds\"")),
        Arguments.of("unknown field \"windows.stride\"", changed("/windows", "{\"stride\": 9}")),
        Arguments.of("\"prompt\" has the wrong type", changed("/prompt", "\"\"")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("misspelt")
  void whatIsMisspeltIsNamed(String reason, String json) {
    var thrown = assertThrows(EventException.class, () -> read(json));
    assertTrue(thrown.getMessage().contains(reason), thrown.getMessage());
    assertEquals(ErrorCode.INVALID_FIELD, thrown.code());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\": \"c\", \"kind\": \"cloze\", \"labels\": [\"a\", \"b\"]}",
        "{\"name\": \"c\", \"kind\": \"cloze\", \"topK\": 0}",
        "{\"name\": \"c\", \"kind\": \"cloze\", \"topK\": 101}",
        "{\"name\": \"c\", \"kind\": \"cloze\", \"prompt\":"
            + " {\"patterns\": [\"{text} [MASK]\"], \"verbalizer\": {\"a\": [\"a\"]}}}"
      })
  void aClozeTaskHasNeitherLabelsNorAPrompt(String json) {
    var thrown = assertThrows(EventException.class, () -> read(json));
    assertEquals(ErrorCode.TASK_REFUSED, thrown.code());
  }

  @Test
  void aClozeTaskGivesFiveWordsUnlessToldOtherwise() {
    assertEquals(5, read("{\"name\": \"c\", \"kind\": \"cloze\"}").topK());
    assertEquals(9, read("{\"name\": \"c\", \"kind\": \"cloze\", \"topK\": 9}").topK());
  }

  @Test
  void aPairNeedsBothTextsInEachPattern() {
    String pair = GOOD.replace("\"classification\"", "\"pair-classification\"");
    var thrown = assertThrows(EventException.class, () -> read(pair));
    assertTrue(thrown.getMessage().contains("lacks {textB}"), thrown.getMessage());
    TaskDefinition task = read(pair.replace("{text} It", "{textB} {text} It"));
    assertEquals(TaskKind.of("pair-classification"), task.kind());
  }

  @Test
  void petNeedsAPrompt() {
    Learning pet = read(changed("/learning", "{\"pet\": {}}")).learning();
    assertEquals(new Pet(1_000, 2.0, 1), pet.pet());
    TaskDefinition linear = read(GOOD).prompt(null);
    var thrown = assertThrows(EventException.class, () -> linear.learning(pet));
    assertTrue(thrown.getMessage().contains("pet needs a prompt"), thrown.getMessage());
  }

  @Test
  void whatIsLeftOutHasADefault() {
    // When
    TaskDefinition task = read(GOOD);
    TaskDefinition linear = read(changed("/prompt", "null"));
    // Then
    assertTrue(task.prompted());
    assertEquals(Calibration.ONLINE, task.prompt().calibration());
    assertEquals(Learning.DEFAULT, task.learning());
    assertEquals(
        new Learning("lora", 8, 16.0, List.of("query", "value"), 16, null, null), task.learning());
    assertNull(task.topK());
    assertFalse(linear.prompted());
    assertTrue(linear.kind().labelled());
  }

  @Test
  void windowsAndAgeHaveDefaultsOfTheirOwn() {
    // When
    TaskDefinition silent = read(GOOD);
    TaskDefinition half = read(changed("/windows", "{\"max\": 8}"));
    TaskDefinition aged = read(changed("/maxAge", "\"P1DT0.5S\""));
    // Then
    assertEquals(new Windows(32, 64), silent.windows());
    assertNull(silent.maxAge());
    assertEquals(new Windows(8, 64), half.windows());
    assertEquals(Duration.ofDays(1).plusMillis(500), aged.maxAge());
    assertEquals(new Windows(16, 64), silent.windows().readBy(32));
    assertEquals(new Windows(32, 64), silent.windows().readBy(16));
  }

  @Test
  void aCopyKeepsTheRest() {
    // Given
    TaskDefinition task =
        read(changed("/windows", "{\"max\": 8}").replaceFirst("}$", ", \"maxAge\": \"PT1S\"}"));
    // When
    TaskDefinition copy = task.named("other").learning(Learning.DEFAULT);
    // Then
    assertEquals("other", copy.name());
    assertEquals(task, copy.named(task.name()).learning(task.learning()));
  }

  @Test
  void alphaIsTwiceTheRankUnlessToldOtherwise() {
    assertEquals(8, read(changed("/learning", "{\"r\": 4}")).learning().alpha());
  }

  @Test
  void listsAreCopiedAndTheVerbalizerFollowsTheLabels() {
    // Given
    var labels = new ArrayList<>(Arrays.asList("positive", "negative"));
    Prompt prompt = read(GOOD).prompt();
    // When
    var task =
        new TaskDefinition(
            "t", TaskKind.of("classification"), labels, prompt, Learning.DEFAULT, null);
    labels.clear();
    // Then
    assertEquals(List.of("positive", "negative"), task.labels());
    assertEquals(List.of("positive", "negative"), List.copyOf(task.prompt().verbalizer().keySet()));
  }

  private static TaskDefinition read(String json) {
    return Topics.TASKS.codec().decode(json.getBytes(UTF_8));
  }
}

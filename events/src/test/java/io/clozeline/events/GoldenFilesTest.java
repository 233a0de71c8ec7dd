package io.clozeline.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.clozeline.events.topic.Topic;
import io.clozeline.events.topic.Topics;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What stands in topics since the first version must be read for ever: a golden file is never
 * changed, only new ones are added.
 */
class GoldenFilesTest {
  static Stream<Arguments> written() {
    return Stream.of(
        Arguments.of("text.json", Topics.TEXTS, Given.text()),
        Arguments.of("feedback.json", Topics.FEEDBACK, Given.feedback()),
        Arguments.of("feedback-erase.json", Topics.FEEDBACK, Given.erasure()),
        Arguments.of("annotation.json", Topics.ANNOTATIONS, Given.annotation()),
        Arguments.of("annotation-cloze.json", Topics.ANNOTATIONS, Given.cloze()),
        Arguments.of("release.json", Topics.RELEASES, Given.release()),
        Arguments.of("release-shadow.json", Topics.RELEASES, Given.shadowed()),
        Arguments.of("release-demonstrations.json", Topics.RELEASES, Given.demonstrating()),
        Arguments.of("trials-shadow.hex", Topics.TRIALS, Given.shadowedTrial()),
        Arguments.of("evaluation-shadow.json", Topics.EVALUATIONS, Given.shadowedEvaluation()),
        Arguments.of("encodings-shadow.hex", Topics.ENCODINGS, Given.shadowedEncoding()),
        Arguments.of("encodings-shadow-draws.hex", Topics.ENCODINGS, Given.shadowedDraws()),
        Arguments.of("task-shadow.json", Topics.TASKS, Given.shadowedTask()),
        Arguments.of("trials.hex", Topics.TRIALS, Given.trial()),
        Arguments.of("control.json", Topics.CONTROLS, Given.control()),
        Arguments.of("decision.json", Topics.DECISIONS, Given.decision()),
        Arguments.of("evaluation.json", Topics.EVALUATIONS, Given.evaluation()),
        Arguments.of("review.json", Topics.REVIEW, Given.review()),
        Arguments.of("task-review.json", Topics.TASKS, Given.reviewedTask()),
        Arguments.of("task.json", Topics.TASKS, Given.task()),
        Arguments.of("task-windows.json", Topics.TASKS, Given.windowedTask()),
        Arguments.of("tokens.hex", Topics.TOKENS, Given.tokenized()),
        Arguments.of("tokens-max-age.hex", Topics.TOKENS, Given.ageing()),
        Arguments.of("encodings.hex", Topics.ENCODINGS, Given.encoded()),
        Arguments.of("examples.hex", Topics.EXAMPLES, Given.example()),
        Arguments.of("text-tasks.json", Topics.TEXTS, GivenKinds.text()),
        Arguments.of("feedback-labels.json", Topics.FEEDBACK, GivenKinds.labels()),
        Arguments.of("feedback-value.json", Topics.FEEDBACK, GivenKinds.value()),
        Arguments.of("feedback-tags.json", Topics.FEEDBACK, GivenKinds.tags()),
        Arguments.of("feedback-spans.json", Topics.FEEDBACK, GivenKinds.spans()),
        Arguments.of("feedback-fills.json", Topics.FEEDBACK, GivenKinds.fills()),
        Arguments.of("annotation-kinds.json", Topics.ANNOTATIONS, GivenKinds.annotation()),
        Arguments.of("task-prompt.json", Topics.TASKS, GivenKinds.prompted()),
        Arguments.of("task-next-sentence.json", Topics.TASKS, GivenKinds.nextSentence()),
        Arguments.of("task-multilabel.json", Topics.TASKS, GivenKinds.multilabel()),
        Arguments.of("task-regression.json", Topics.TASKS, GivenKinds.regression()),
        Arguments.of("task-tagging.json", Topics.TASKS, GivenKinds.tagging()),
        Arguments.of("task-span.json", Topics.TASKS, GivenKinds.span()),
        Arguments.of("tokens-content-free.hex", Topics.TOKENS, GivenKinds.tokenized()),
        Arguments.of("encodings-draws.hex", Topics.ENCODINGS, GivenKinds.encoded()),
        Arguments.of("examples-answers.hex", Topics.EXAMPLES, GivenKinds.example()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("written")
  <V> void aGoldenFileIsReadAsItsValue(String file, Topic<V> topic, V value) {
    assertEquals(value, topic.codec().decode(golden(file)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("written")
  <V> void theValueIsWrittenAsItsGoldenFile(String file, Topic<V> topic, V value) {
    byte[] written = topic.codec().encode(value);
    if (file.endsWith(".hex")) {
      assertEquals(HexFormat.of().formatHex(golden(file)), HexFormat.of().formatHex(written));
    } else {
      assertEquals(new String(golden(file), UTF_8), new String(written, UTF_8));
    }
  }

  static Stream<Arguments> byHand() {
    return Stream.of(
        Arguments.of(
            "by-hand/text.json",
            Topics.TEXTS,
            new Text("review-2", "sentiment", "Never again.", null, null)),
        Arguments.of(
            "by-hand/feedback.json",
            Topics.FEEDBACK,
            Feedback.label("review-2", "sentiment", "negative", "Never again.", null)),
        Arguments.of("by-hand/release.json", Topics.RELEASES, Given.rollback()),
        Arguments.of("by-hand/task.json", Topics.TASKS, Given.task()),
        Arguments.of("by-hand/text-tasks.json", Topics.TEXTS, GivenKinds.text()),
        Arguments.of("by-hand/feedback-spans.json", Topics.FEEDBACK, GivenKinds.spans()),
        Arguments.of("by-hand/task-prompt.json", Topics.TASKS, GivenKinds.prompted()),
        Arguments.of("by-hand/task-regression.json", Topics.TASKS, GivenKinds.regression()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("byHand")
  <V> void whatAPersonWritesByHandIsRead(String file, Topic<V> topic, V value) {
    assertEquals(value, topic.codec().decode(golden(file)));
  }

  @Test
  void aFieldOfALaterVersionIsPassedOver() {
    // Given
    byte[] golden = golden("tokens.hex");
    byte[] field = HexFormat.of().parseHex("656c6174657281a16161f5"); // "later": [{"a": true}]
    byte[] later = Arrays.copyOf(golden, golden.length + field.length);
    System.arraycopy(golden, 2, later, 2 + field.length, golden.length - 2);
    System.arraycopy(field, 0, later, 2, field.length); // behind the version and the map's head
    // When
    TokenizedText read = Topics.TOKENS.codec().decode(later);
    // Then
    assertEquals(Given.tokenized(), read);
  }

  @Test
  void anAdapterIsItsOwnFile() {
    byte[] file = {1, 2, 3};
    assertArrayEquals(file, Topics.ADAPTERS.codec().encode(file));
    assertArrayEquals(file, Topics.ADAPTERS.codec().decode(file));
  }

  private static byte[] golden(String file) {
    return GoldenFiles.read(file);
  }
}

package io.clozeline.events.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.clozeline.events.Feedback;
import io.clozeline.events.GoldenFiles;
import io.clozeline.events.codec.Codec;
import io.clozeline.events.error.EventException;
import io.clozeline.events.task.Task;
import io.clozeline.events.task.TaskDefinition;
import io.clozeline.events.task.Vocabulary;
import io.clozeline.events.topic.Topic;
import io.clozeline.events.topic.Topics;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CodecFuzzTest {
  private static final int RECORDS = 8_000;
  private static final Vocabulary VOCABULARY =
      new Vocabulary(List.of("[MASK]", "terrible", "bad", "great"), true, "digest", 512);

  private static final List<String> FEEDBACK =
      List.of(
          "feedback.json",
          "feedback-erase.json",
          "by-hand/feedback.json",
          "feedback-labels.json",
          "feedback-value.json",
          "feedback-tags.json",
          "feedback-spans.json",
          "feedback-fills.json");
  private static final List<String> TASKS =
      List.of(
          "task.json",
          "by-hand/task.json",
          "task-prompt.json",
          "by-hand/task-prompt.json",
          "task-next-sentence.json",
          "task-multilabel.json",
          "task-regression.json",
          "by-hand/task-regression.json",
          "task-tagging.json",
          "task-span.json",
          "task-review.json");

  static Stream<Arguments> topics() {
    return Stream.of(
        Arguments.of(Topics.TEXTS, List.of("text.json", "by-hand/text.json", "text-tasks.json")),
        Arguments.of(Topics.FEEDBACK, FEEDBACK),
        Arguments.of(Topics.RELEASES, List.of("release.json", "by-hand/release.json")),
        Arguments.of(Topics.TRIALS, List.of("trials.hex", "trials-shadow.hex")),
        Arguments.of(Topics.CONTROLS, List.of("control.json")),
        Arguments.of(Topics.DECISIONS, List.of("decision.json")),
        Arguments.of(Topics.EVALUATIONS, List.of("evaluation.json")),
        Arguments.of(
            Topics.ANNOTATIONS,
            List.of("annotation.json", "annotation-cloze.json", "annotation-kinds.json")),
        Arguments.of(Topics.REVIEW, List.of("review.json")),
        Arguments.of(Topics.TOKENS, List.of("tokens.hex", "tokens-content-free.hex")),
        Arguments.of(
            Topics.ENCODINGS,
            List.of("encodings.hex", "encodings-draws.hex", "encodings-shadow.hex")),
        Arguments.of(Topics.EXAMPLES, List.of("examples.hex", "examples-answers.hex")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("topics")
  <V> void everyRecordIsReadOrRefusedAndWhatIsReadIsWrittenTheSame(
      Topic<V> topic, List<String> goldens) {
    FuzzRun.of(
        "codec " + topic.name(),
        RECORDS,
        near(goldens),
        (record, random) -> {
          try {
            requireSame(topic.codec(), topic.codec().decode(record));
            return Optional.empty();
          } catch (EventException refused) {
            return Optional.of(refused.code());
          }
        });
  }

  @Test
  void everyTaskIsKnownOrRefused() {
    FuzzRun.of(
        "codec tasks",
        RECORDS,
        near(TASKS),
        (record, random) -> {
          try {
            TaskDefinition definition = Topics.TASKS.codec().decode(record);
            requireSame(Topics.TASKS.codec(), definition);
            assertEquals(definition.name(), Task.of(definition, VOCABULARY).name());
            return Optional.empty();
          } catch (EventException refused) {
            return Optional.of(refused.code());
          }
        });
  }

  @Test
  void everyFeedbackFitsATaskOrIsRefused() {
    List<TaskDefinition> tasks =
        TASKS.stream().map(GoldenFiles::read).map(Topics.TASKS.codec()::decode).toList();
    FuzzRun.of(
        "feedback of all kinds",
        RECORDS,
        near(FEEDBACK),
        (record, random) -> {
          try {
            Feedback feedback = Topics.FEEDBACK.codec().decode(record);
            TaskDefinition task = tasks.get(random.nextInt(tasks.size()));
            feedback.check(task);
            assertNotNull(feedback.erases() ? "" : task.kind().slice(feedback));
            return Optional.empty();
          } catch (EventException refused) {
            return Optional.of(refused.code());
          }
        });
  }

  private static HostileRecords near(List<String> goldens) {
    List<byte[]> good = goldens.stream().map(GoldenFiles::read).toList();
    return goldens.get(0).endsWith(".hex") ? HostileRecords.cbor(good) : HostileRecords.json(good);
  }

  private static <V> void requireSame(Codec<V> codec, V value) {
    byte[] written = codec.encode(value);
    try {
      assertEquals(value, codec.decode(written));
    } catch (EventException refused) {
      throw new AssertionError("what was read is refused once written: " + refused.code(), refused);
    }
  }
}

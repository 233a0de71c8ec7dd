package io.clozeline.events.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.clozeline.events.Annotation;
import io.clozeline.events.Control;
import io.clozeline.events.Decision;
import io.clozeline.events.Evaluation;
import io.clozeline.events.Feedback;
import io.clozeline.events.Given;
import io.clozeline.events.Release;
import io.clozeline.events.Review;
import io.clozeline.events.Text;
import io.clozeline.events.codec.Codec;
import io.clozeline.events.error.EventException;
import io.clozeline.events.task.TaskDefinition;
import io.clozeline.events.topic.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSchemasTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(
          VersionFlag.V202012,
          factory ->
              factory.schemaMappers(ids -> ids.mapPrefix("https://clozeline.io/", "classpath:")));

  private static final Map<String, Codec<?>> CODECS =
      Map.of(
          "text", Topics.TEXTS.codec(),
          "feedback", Topics.FEEDBACK.codec(),
          "annotation", Topics.ANNOTATIONS.codec(),
          "review", Topics.REVIEW.codec(),
          "release", Topics.RELEASES.codec(),
          "evaluation", Topics.EVALUATIONS.codec(),
          "decision", Topics.DECISIONS.codec(),
          "control", Topics.CONTROLS.codec(),
          "task", Topics.TASKS.codec());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text",
        "feedback",
        "annotation",
        "review",
        "release",
        "evaluation",
        "decision",
        "control",
        "task"
      })
  void aSchemaIsOne(String name) throws IOException {
    // Given
    JsonNode schema = JSON.readTree(resource("/schemas/" + name + ".schema.json"));
    // When
    Set<ValidationMessage> messages =
        FACTORY.getSchema(SchemaLocation.of(SchemaId.V202012)).validate(schema);
    // Then
    assertEquals(Set.of(), messages);
    assertEquals(SchemaId.V202012, schema.get("$schema").asText());
    assertFalse(schema.get("description").asText().isBlank());
  }

  static Stream<Arguments> records() {
    return Stream.of(
        Arguments.of("text", Text.class),
        Arguments.of("feedback", Feedback.class),
        Arguments.of("annotation", Annotation.class),
        Arguments.of("review", Review.class),
        Arguments.of("release", Release.class),
        Arguments.of("evaluation", Evaluation.class),
        Arguments.of("decision", Decision.class),
        Arguments.of("control", Control.class),
        Arguments.of("task", TaskDefinition.class));
  }

  @ParameterizedTest
  @MethodSource("records")
  void aSchemaHasTheFieldsOfItsRecord(String name, Class<? extends Record> record)
      throws IOException {
    var described = new TreeSet<String>();
    JSON.readTree(resource("/schemas/" + name + ".schema.json"))
        .get("properties")
        .fieldNames()
        .forEachRemaining(described::add);
    var fields = new TreeSet<String>();
    Arrays.stream(record.getRecordComponents()).map(RecordComponent::getName).forEach(fields::add);
    assertEquals(fields, described);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text.json",
        "feedback.json",
        "feedback-erase.json",
        "annotation.json",
        "annotation-cloze.json",
        "review.json",
        "release.json",
        "release-shadow.json",
        "release-demonstrations.json",
        "evaluation.json",
        "evaluation-shadow.json",
        "decision.json",
        "control.json",
        "task.json",
        "task-review.json",
        "task-shadow.json",
        "task-windows.json",
        "by-hand/text.json",
        "by-hand/feedback.json",
        "by-hand/release.json",
        "by-hand/task.json",
        "text-tasks.json",
        "feedback-labels.json",
        "feedback-value.json",
        "feedback-tags.json",
        "feedback-spans.json",
        "feedback-fills.json",
        "annotation-kinds.json",
        "task-prompt.json",
        "task-next-sentence.json",
        "task-multilabel.json",
        "task-regression.json",
        "task-tagging.json",
        "task-span.json",
        "by-hand/text-tasks.json",
        "by-hand/feedback-spans.json",
        "by-hand/task-prompt.json",
        "by-hand/task-regression.json"
      })
  void aGoldenFileIsValid(String file) throws IOException {
    String name = file.replaceAll("by-hand/|-(?!hand).*|\\.json", "");
    String json = new String(resource("/golden/" + file).readAllBytes(), UTF_8);
    assertEquals(Set.of(), validate(name, json));
  }

  static Stream<Arguments> encoded() {
    return Stream.of(
        Arguments.of("text", json(Topics.TEXTS.codec(), Given.text())),
        Arguments.of("feedback", json(Topics.FEEDBACK.codec(), Given.feedback())),
        Arguments.of("feedback", json(Topics.FEEDBACK.codec(), Given.erasure())),
        Arguments.of("annotation", json(Topics.ANNOTATIONS.codec(), Given.annotation())),
        Arguments.of("annotation", json(Topics.ANNOTATIONS.codec(), Given.cloze())),
        Arguments.of("review", json(Topics.REVIEW.codec(), Given.review())),
        Arguments.of("release", json(Topics.RELEASES.codec(), Given.release())),
        Arguments.of("release", json(Topics.RELEASES.codec(), Given.rollback())),
        Arguments.of("release", json(Topics.RELEASES.codec(), Given.shadowed())),
        Arguments.of("release", json(Topics.RELEASES.codec(), Given.demonstrating())),
        Arguments.of("evaluation", json(Topics.EVALUATIONS.codec(), Given.shadowedEvaluation())),
        Arguments.of("task", json(Topics.TASKS.codec(), Given.shadowedTask())),
        Arguments.of("control", json(Topics.CONTROLS.codec(), Given.control())),
        Arguments.of("decision", json(Topics.DECISIONS.codec(), Given.decision())),
        Arguments.of("evaluation", json(Topics.EVALUATIONS.codec(), Given.evaluation())),
        Arguments.of("task", json(Topics.TASKS.codec(), Given.task())),
        Arguments.of("task", json(Topics.TASKS.codec(), Given.windowedTask())),
        Arguments.of("task", json(Topics.TASKS.codec(), Given.reviewedTask())));
  }

  private static <V> String json(Codec<V> codec, V value) {
    return new String(codec.encode(value), UTF_8);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("encoded")
  void whatIsWrittenIsValid(String name, String json) {
    assertEquals(Set.of(), validate(name, json));
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/bad-records.txt", delimiterString = " : ", quoteCharacter = '`')
  void whatIsBadIsRefusedByTheSchemaAndByTheCodec(String name, String json) {
    assertFalse(validate(name, json).isEmpty(), "the schema takes it");
    byte[] bytes = json.getBytes(UTF_8);
    assertThrows(EventException.class, () -> CODECS.get(name).decode(bytes));
  }

  private static Set<ValidationMessage> validate(String name, String json) {
    JsonSchema schema = FACTORY.getSchema(resource("/schemas/" + name + ".schema.json"));
    return schema.validate(
        json,
        InputFormat.JSON,
        context -> context.getExecutionConfig().setFormatAssertionsEnabled(true));
  }

  private static InputStream resource(String path) {
    var in = JsonSchemasTest.class.getResourceAsStream(path);
    if (in == null) {
      throw new UncheckedIOException(new IOException("no " + path));
    }
    return in;
  }
}

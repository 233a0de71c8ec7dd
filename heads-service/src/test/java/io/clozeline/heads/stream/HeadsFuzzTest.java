package io.clozeline.heads.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.bert.head.MaskedLmHead;
import io.clozeline.events.EncodedText;
import io.clozeline.events.Review;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.events.error.Origin;
import io.clozeline.events.fuzz.FuzzRun;
import io.clozeline.events.fuzz.HostileRecords;
import io.clozeline.events.fuzz.LogLines;
import io.clozeline.events.stage.Beside;
import io.clozeline.events.stage.Incoming;
import io.clozeline.events.task.Calibration;
import io.clozeline.events.task.ReviewStrategy;
import io.clozeline.events.task.Reviews;
import io.clozeline.events.task.Task;
import io.clozeline.events.topic.Topic;
import io.clozeline.events.topic.Topics;
import io.clozeline.heads.answer.AdapterHead;
import io.clozeline.heads.answer.Annotator;
import io.clozeline.heads.answer.Given;
import io.clozeline.heads.answer.KnownTask;
import io.clozeline.heads.answer.TinyModel;
import io.clozeline.heads.calibration.Priors;
import io.clozeline.heads.calibration.PriorsInMemory;
import io.clozeline.heads.kind.Answerers;
import io.clozeline.heads.review.ReviewMemory;
import io.clozeline.heads.review.ReviewState;
import io.clozeline.heads.review.Reviewer;
import io.clozeline.heads.review.Sent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hostile encodings through the real topology: each becomes an annotation or a dead letter. */
class HeadsFuzzTest {
  private static final Task LINEAR = Given.linear("no", "yes");
  private static final Task PROMPTED = Given.prompted(Calibration.ONLINE, "{text} [MASK]");
  private static final Task CONTEXTUAL =
      Given.named("contextual", Given.prompted(Calibration.CONTEXTUAL, "{text} [MASK]"));
  private static final Task LONG = Given.longWords("{text} [MASK] [MASK]");
  private static final Task CLOZE = Given.cloze(3);
  private static final Task MULTILABEL = Given.linear("multilabel", List.of("a", "b"), null);
  private static final Task REGRESSION =
      Given.linear("regression", null, Map.of("min", 0, "max", 5));
  private static final Task TAGGING = Given.linear("tagging", List.of("O", "B-x", "I-x"), null);
  private static final Task SPAN = Given.linear("span", null, Map.of("noAnswer", 0));
  private static final List<Task> TASKS =
      List.of(LINEAR, PROMPTED, CONTEXTUAL, LONG, CLOZE, MULTILABEL, REGRESSION, TAGGING, SPAN);

  private static final int ON_DISK = 1_000; // the driver writes a checkpoint for each
  private static final int IN_MEMORY = 15_000;

  private final HeardOutcomes heard = new HeardOutcomes();
  private final HeardReviews reviews = new HeardReviews();
  private TestInputTopic<byte[], byte[]> encodings;
  private TestOutputTopic<byte[], byte[]> annotations;
  private TestOutputTopic<byte[], byte[]> deadLetters;

  @Test
  void encodings(@TempDir Path model, @TempDir Path state) throws IOException {
    var config = new Properties();
    config.put("state.dir", state.toString());
    var read = new ByteArrayDeserializer();
    var write = new ByteArraySerializer();
    var topology =
        HeadsTopology.build(
            (priors, reviewer) -> logic(lm(model), priors, reviewer),
            new Reviewing(() -> 1, InstantSource.system(), reviews),
            heard);
    try (var log = new LogLines("unspeakable");
        var driver = new TopologyTestDriver(topology, config)) {
      encodings = driver.createInputTopic(Topics.ENCODINGS.name(), write, write);
      annotations = driver.createOutputTopic(Topics.ANNOTATIONS.name(), read, read);
      deadLetters = driver.createOutputTopic(Topics.ENCODINGS.deadLetters(), read, read);
      var letters = FuzzRun.of("encodings", ON_DISK, near(), this::through);
      assertEquals(
          letters,
          heard.deadLetters().stream()
              .collect(Collectors.toMap(code -> code, code -> 1, Integer::sum)));
      assertEquals(
          letters.entrySet().stream()
              .collect(Collectors.toMap(e -> e.getKey().text(), Map.Entry::getValue)),
          log.byCode());
      assertNull(log.leak());
    }
  }

  @Test
  void annotatedEncodings(@TempDir Path model) {
    var reviewer = new Reviewer(0, () -> 1, new Forgetful(), InstantSource.system(), reviews);
    var logic = logic(lm(model), new PriorsInMemory(), reviewer);
    FuzzRun.of(
        "encodings annotated",
        IN_MEMORY,
        near(),
        (record, random) -> {
          var origin = new Origin(Topics.ENCODINGS.name(), 0, 0);
          try {
            var out = logic.apply(new Incoming(Topic.key("d1"), record, 0, origin, 0));
            Topics.ANNOTATIONS.codec().decode(Topics.ANNOTATIONS.fitting(out.key(), out.value()));
            out.beside().forEach(HeadsFuzzTest::readable);
            return Optional.empty();
          } catch (EventException refused) {
            return Optional.of(refused.code());
          }
        });
    assertTrue(reviews.offered().stream().filter(v -> v.chosen() != null).count() > 100);
  }

  /** Keeps no ids, so that a document can be sent again. */
  private record Forgetful(ReviewMemory all) implements ReviewMemory {
    Forgetful() {
      this(ReviewMemory.inProcess());
    }

    @Override
    public ReviewState state(String task) {
      return all.state(task);
    }

    @Override
    public void put(String task, ReviewState state) {
      all.put(task, ReviewState.CODEC.decode(ReviewState.CODEC.encode(state)));
    }

    @Override
    public Sent sent(String task) {
      return all.sent(task);
    }

    @Override
    public void put(String task, Sent sent) {
      all.put(task, new Sent(new long[0], sent.hidden(), sent.vectors()));
    }
  }

  private Optional<ErrorCode> through(byte[] record, Random random) {
    byte[][] keys = {Topic.key("d1"), Topic.key("d1"), Topic.key("d1"), {(byte) 0xff}, null};
    byte[] key = keys[random.nextInt(keys.length)];
    encodings.pipeInput(key, random.nextInt(500) == 0 ? null : record);
    var values = annotations.readRecordsToList();
    var letters = deadLetters.readRecordsToList();
    assertEquals(1, values.size() + letters.size());
    if (letters.isEmpty()) {
      assertArrayEquals(key, values.get(0).key());
      Topics.ANNOTATIONS.codec().decode(values.get(0).value());
      return Optional.empty();
    }
    byte[] code = letters.get(0).headers().lastHeader("clozeline.code").value();
    return Optional.of(ErrorCode.of(new String(code, StandardCharsets.UTF_8)));
  }

  private static void readable(Beside<?> beside) {
    assertEquals(Topics.REVIEW, beside.topic());
    Topics.REVIEW.codec().decode(Topics.REVIEW.fitting("d1", (Review) beside.value()));
  }

  private static HostileRecords near() {
    return HostileRecords.cbor(
        List.of(
            bytes(Given.text(LINEAR, GivenLogic.ADAPTER, Given.mask(1, 2))),
            bytes(Given.text(LINEAR, null, Given.mask(1, 2))),
            bytes(Given.text(PROMPTED, null, Given.mask(1, 2), Given.mask(3, -1))),
            bytes(Given.text(CLOZE, null, new float[][] {{1, 2, 3, 4}, {4, 3, 2, 1}})),
            bytes(Given.text(CLOZE, CLOZE.name(), Given.mask(1, 2))),
            bytes(Given.text(LONG, null, new float[][] {{1, 2, 3, 4}, {4, 3, 2, 1}})),
            bytes(contextual()),
            bytes(Given.text(MULTILABEL, MULTILABEL.name(), Given.mask(1, 2))),
            bytes(Given.text(REGRESSION, REGRESSION.name(), Given.mask(1, 2))),
            bytes(at(TAGGING, 0, 4, 5, 9, 9, 10)),
            bytes(at(SPAN, -1, -1, 0, 4, 5, 9))));
  }

  private static EncodedText contextual() {
    var text = Given.text(CONTEXTUAL, null, Given.mask(1, 2), Given.mask(2, 1));
    return Given.with(text, text.sequences(), text.sequences().subList(0, 1), 2);
  }

  private static EncodedText at(Task task, int... offsets) {
    float[][] vectors = new float[offsets.length / 2][TinyModel.HIDDEN];
    var text = Given.text(task, task.name(), vectors, vectors);
    var sequences = text.sequences().stream().map(s -> s.at(offsets)).toList();
    return Given.with(text, sequences, null, null);
  }

  private static HeadsLogic logic(MaskedLmHead lm, Priors priors, Reviewer reviewer) {
    var tasks =
        TASKS.stream()
            .collect(Collectors.toMap(Task::name, task -> KnownTask.of(reviewed(task), lm)));
    var adapters =
        TASKS.stream().map(Given::identity).collect(Collectors.toMap(AdapterHead::digest, a -> a));
    adapters.put(GivenLogic.ADAPTER, Given.identity("no", "yes"));
    return new HeadsLogic(
        TinyModel.INFO,
        (name, version) -> required(tasks.get(name), ErrorCode.UNKNOWN_TASK),
        digest -> required(adapters.get(digest), ErrorCode.ADAPTER_MISSING),
        new Annotator(Answerers.of(lm, Given.VOCABULARY, priors), InstantSource.system()),
        reviewer,
        code -> {});
  }

  /** The same task, with people asked about as many of its texts as can be. */
  private static Task reviewed(Task task) {
    var strategy = task.equals(REGRESSION) ? ReviewStrategy.RANDOM : ReviewStrategy.MARGIN;
    return Given.task(task.definition().review(new Reviews(1_000_000, strategy, true)));
  }

  private static <T> T required(T found, ErrorCode otherwise) {
    if (found == null) {
      throw new EventException(otherwise, "none of the given");
    }
    return found;
  }

  private static MaskedLmHead lm(Path folder) {
    try {
      return TinyModel.lm(folder);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static byte[] bytes(EncodedText text) {
    return Topics.ENCODINGS.codec().encode(text);
  }
}

package io.clozeline.bert.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.bert.EncoderInput;
import io.clozeline.bert.ModelDirectory;
import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.Precision;
import io.clozeline.bert.Prepared;
import io.clozeline.bert.Sentences;
import io.clozeline.bert.WordPiece;
import io.clozeline.bert.adapter.Adapter;
import io.clozeline.bert.adapter.AdapterConfig;
import io.clozeline.bert.adapter.AdapterFile;
import io.clozeline.bert.encoder.TunedEncoders;
import io.clozeline.bert.graph.Target;
import io.clozeline.bert.head.LinearHead;
import io.clozeline.bert.method.full.Full;
import io.clozeline.bert.method.lora.Lora;
import io.clozeline.bert.setup.TunedModels;
import io.clozeline.bert.tensorflow.TensorFlowEncoder;
import io.clozeline.bert.training.objective.Objective;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightTrainerTest {
  private static final List<String> LABELS = List.of("bad", "good");
  private static final boolean[] GOOD = {
    true, false, true, false, false, true, false, true, false, true
  };

  @TempDir static Path folder;

  private static ModelDirectory base;
  private static TunedModels tuned;
  private static List<LabelledSequence> examples;
  private static List<Double> losses;
  private static Full full;
  private static LinearHead head;

  @BeforeAll
  static void train() throws IOException {
    base = Prepared.directory();
    tuned = new TunedModels(folder.resolve("tuned"));
    WordPiece words = new WordPiece(base);
    examples = new ArrayList<>();
    for (int i = 0; i < GOOD.length; i++) {
      examples.add(
          LabelledSequence.of(words.sequence(Sentences.ALL.get(i), "[CLS]"), GOOD[i] ? 1 : 0));
    }
    losses = new ArrayList<>();
    try (WeightTrainer trainer = WeightTrainer.open(base, Precision.fastest(), Prepared.THREADS)) {
      head =
          trainer.train(
              lessons(),
              new TrainingPlan(Full.untrained(), 10, 10, 5e-5, 0.1, 0.01, 0, 1),
              (step, of, loss) -> losses.add(loss));
      full = tuned.add(base, trainer::save);
      // the same weights again are the same model
      assertEquals(full, tuned.add(base, trainer::save));
    }
  }

  private static Lessons lessons() {
    return new Lessons("t", LABELS, new LinearAnswering(2), Objective.SOFTMAX, examples);
  }

  @Test
  void everyWeightLearnsTheExamplesAndTheTunedModelKnowsThem() {
    // Then the loss fell far
    assertEquals(10, losses.size());
    assertTrue(losses.get(9) < 0.1 * losses.get(0), losses::toString);
    ModelDirectory model = tuned.open(full, base.info());
    assertNotEquals(base.info().weightsDigest(), model.info().weightsDigest());
    for (Precision precision : Precision.OF_TENSORFLOW) {
      try (TensorFlowEncoder encoder = TensorFlowEncoder.open(model, precision, Prepared.THREADS)) {
        // and the encoder of either precision, with the head, answers what was taught
        for (LabelledSequence example : examples) {
          float[] scores = scores(encoder, new EncoderInput(example.sequence(), null));
          assertEquals(example.classes()[0], scores[1] > scores[0] ? 1 : 0, precision.name());
        }
      }
    }
  }

  @Test
  void oneBatchHoldsTheTextsOfEveryModel() {
    // Given the adapter as it is published
    Adapter adapter = AdapterFile.read(file(full), base.info());
    assertEquals(full, adapter.method());
    List<EncoderInput> batch = new ArrayList<>();
    examples.forEach(
        e -> batch.add(new EncoderInput(e.sequence(), batch.size() % 3 == 1 ? adapter : null)));
    TensorFlowEncoder plain = Prepared.encoder(Precision.FP32);
    List<Full> opened = new ArrayList<>();
    var encoders =
        new TunedEncoders(
            plain,
            method -> {
              opened.add(method);
              return TensorFlowEncoder.open(
                  tuned.open(method, base.info()), Precision.FP32, Prepared.THREADS);
            });

    // When
    float[][][] vectors = encoders.encode(batch);
    encoders.encode(batch);

    // Then each is what its own model says
    assertEquals(List.of(full), opened);
    assertEquals(Set.of(full.model()), encoders.models());
    for (int i = 0; i < batch.size(); i++) {
      boolean ofTuned = i % 3 == 1;
      float[] scores = head.logits(vectors[i][0]);
      float[] alone = scores(plain, new EncoderInput(examples.get(i).sequence(), null));
      if (ofTuned) {
        assertEquals(examples.get(i).classes()[0], scores[1] > scores[0] ? 1 : 0);
        assertTrue(Math.abs(scores[1] - alone[1]) > 0.01);
      } else {
        assertArrayEquals(alone, scores, 1e-3f);
      }
    }

    // and what is needed no more is closed, and opened again when it is asked for
    encoders.retain(Set.of());
    assertEquals(Set.of(), encoders.models());
    encoders.encode(batch);
    assertEquals(2, opened.size());
    encoders.retain(Set.of());
  }

  @Test
  void aModelThatIsNotThereIsNamed() {
    // Given
    var unknown = new Full("ab".repeat(32));
    // Then
    IllegalArgumentException missing =
        assertThrows(IllegalArgumentException.class, () -> tuned.open(unknown, base.info()));
    assertTrue(missing.getMessage().contains("need the same folder"), missing::getMessage);
    ModelInfo cased =
        new ModelInfo(
            "bert-base-cased", false, 12, 768, 12, 3072, 28996, 512, "other", "other tokenizer");
    assertThrows(IllegalArgumentException.class, () -> tuned.open(full, cased));
    Adapter adapter = AdapterFile.read(file(full), base.info());
    List<EncoderInput> batch = List.of(new EncoderInput(examples.get(0).sequence(), adapter));
    TensorFlowEncoder plain = Prepared.encoder(Precision.FP32);
    assertThrows(IllegalArgumentException.class, () -> plain.encode(batch));
  }

  @Test
  void onlyWhatNobodyNeedsAndIsOldEnoughIsDeleted() throws IOException {
    // Given a folder of three models, one of them in use and one new
    var models = new TunedModels(folder.resolve("others"));
    Instant now = Instant.now();
    for (String name : List.of("used", "old", "new")) {
      Path model = Files.createDirectories(models.folder().resolve(name));
      Files.writeString(model.resolve("model.json"), "{}");
      Files.setLastModifiedTime(
          model, FileTime.from(name.equals("new") ? now : now.minusSeconds(7200)));
    }
    // When
    Map<String, Instant> deleted = models.retain(Set.of("used"), now.minusSeconds(3600));
    // Then
    assertEquals(Set.of("old"), deleted.keySet());
    try (Stream<Path> left = Files.list(models.folder())) {
      assertEquals(2, left.count());
    }
    assertEquals(Map.of(), new TunedModels(folder.resolve("none")).retain(Set.of(), now));
  }

  @Test
  void anotherMethodOrHeadIsRefused() {
    try (WeightTrainer trainer = WeightTrainer.open(base, Precision.FP32, 1)) {
      var plan = new TrainingPlan(new Lora(2, 2, List.of(Target.QUERY)), 1, 1, 1e-4, 0, 0, 0, 1);
      Lessons lessons = lessons();
      assertThrows(
          IllegalArgumentException.class, () -> trainer.train(lessons, plan, (s, of, loss) -> {}));
    }
  }

  @Test
  void whatIsNotADigestNamesNoModel() {
    assertThrows(IllegalArgumentException.class, () -> new Full("../../etc"));
    assertThrows(IllegalArgumentException.class, () -> file(Full.untrained()));
    byte[] file = file(full);
    String text = new String(file, StandardCharsets.ISO_8859_1);
    byte[] hostile =
        text.replace(full.model(), "../" + full.model().substring(3))
            .getBytes(StandardCharsets.ISO_8859_1);
    assertThrows(RuntimeException.class, () -> AdapterFile.read(hostile, base.info()));
  }

  private static byte[] file(Full method) {
    var config =
        new AdapterConfig(
            base.info().name(), base.info().weightsDigest(), "t", method, LABELS, false);
    return AdapterFile.write(config, base.info(), Map.of(), head);
  }

  private static float[] scores(TensorFlowEncoder encoder, EncoderInput input) {
    return head.logits(encoder.encode(List.of(input))[0][0]);
  }
}

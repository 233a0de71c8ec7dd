package io.clozeline.bert.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.bert.EncoderInput;
import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.Precision;
import io.clozeline.bert.Prepared;
import io.clozeline.bert.Sentences;
import io.clozeline.bert.Sequence;
import io.clozeline.bert.WordPiece;
import io.clozeline.bert.adapter.Adapter;
import io.clozeline.bert.adapter.AdapterFile;
import io.clozeline.bert.graph.Target;
import io.clozeline.bert.head.MaskedLmHead;
import io.clozeline.bert.head.VerbalizerHead;
import io.clozeline.bert.method.lora.Lora;
import io.clozeline.bert.training.objective.Objective;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AdapterTrainerTest {
  private static final List<String> LABELS = List.of("bad", "good");
  private static final boolean[] GOOD = {
    true, false, true, false, false, true, false, true, false, true
  };

  private static ModelInfo model;
  private static WordPiece words;
  private static AdapterTrainer trainer;
  private static VerbalizerHead verbalizer;

  @BeforeAll
  static void open() throws IOException {
    model = Prepared.directory().info();
    words = new WordPiece(Prepared.directory());
    trainer = AdapterTrainer.open(Prepared.directory(), Precision.fastest(), Prepared.THREADS);
    verbalizer =
        new VerbalizerHead(
            MaskedLmHead.open(Prepared.directory()),
            new int[][][] {
              {words.ids("bad"), words.ids("terrible")}, {words.ids("good"), words.ids("great")}
            });
  }

  @AfterAll
  static void close() {
    trainer.close();
  }

  @Test
  void trainingOnThePromptLearnsItsExamplesAndThePublishedAdapterKnowsThem() {
    // Given
    List<Double> losses = new ArrayList<>();

    // When
    Adapter adapter =
        trainer.train(
            examples("it was [MASK] .", "[MASK]"),
            plan(12, 1),
            "opinions",
            LABELS,
            verbalizer,
            (step, of, loss) -> losses.add(loss));

    // Then
    assertEquals(12, losses.size());
    assertTrue(losses.get(11) < 0.3 * losses.get(0), losses::toString);
    assertEquals(
        Sentences.ALL.size(),
        right(
            adapter,
            "it was [MASK] .",
            "[MASK]",
            vector -> verbalizer.scores(new float[][] {vector})));
    assertReadsBackEqual(adapter);
  }

  @Test
  void trainingWithoutAPromptBringsALinearHead() {
    // When
    Adapter adapter =
        trainer.train(
            examples("", "[CLS]"), plan(16, 1), "opinions", LABELS, null, (step, of, loss) -> {});

    // Then
    assertTrue(right(adapter, "", "[CLS]", adapter.classifier()::logits) >= 9);
    assertReadsBackEqual(adapter);
  }

  @Test
  void theSameSeedGivesTheSameAdapter() {
    // When
    Adapter first =
        trainer.train(
            examples("it was [MASK] .", "[MASK]"),
            plan(2, 7),
            "t",
            LABELS,
            verbalizer,
            (step, of, loss) -> {});
    Adapter again =
        trainer.train(
            examples("it was [MASK] .", "[MASK]"),
            plan(2, 7),
            "t",
            LABELS,
            verbalizer,
            (step, of, loss) -> {});

    // Then
    assertEquals(first.digest(), again.digest());
  }

  @Test
  void whatProgressThrowsStopsTheTraining() {
    IllegalStateException stop = new IllegalStateException("enough");
    List<LabelledSequence> examples = examples("it was [MASK] .", "[MASK]");
    TrainingPlan plan = plan(50, 1);
    TrainingProgress progress =
        (step, of, loss) -> {
          throw stop;
        };

    IllegalStateException thrown =
        assertThrows(
            IllegalStateException.class,
            () -> trainer.train(examples, plan, "t", LABELS, verbalizer, progress));

    assertEquals(stop, thrown);
  }

  @Test
  void goesOnFromAnAdapter() {
    // Given
    Adapter start = trainer.train(prompted(), plan(12, 1), (step, of, loss) -> {});
    List<Double> losses = new ArrayList<>();
    // When
    trainer.train(prompted(), plan(2, 1), start, (step, of, loss) -> losses.add(loss));
    // Then it begins where the other ended
    assertTrue(losses.get(0) < 0.3, losses::toString);
  }

  @Test
  void scoresAsTheServedEncoderAndHeadDo() {
    // Given
    Lessons lessons = prompted();
    Adapter adapter = trainer.train(lessons, plan(4, 1), (step, of, loss) -> {});
    List<Sequence> sequences =
        lessons.sequences().stream().map(LabelledSequence::sequence).toList();
    for (Adapter of : new Adapter[] {adapter, null}) {
      // When
      float[][] scores = trainer.scores(sequences, of, lessons.answering());
      // Then
      for (int i = 0; i < scores.length; i++) {
        float[][][] vectors =
            Prepared.encoder(Precision.fastest())
                .encode(List.of(new EncoderInput(sequences.get(i), of)));
        float[] served = verbalizer.scores(vectors[0]);
        assertEquals(served[1] - served[0], scores[i][1] - scores[i][0], 0.4, "sequence " + i);
      }
    }
  }

  @Test
  void scoresEachSelectedPositionByALinearHeadOrTheVocabulary() {
    // Given sequences of two and of three selected positions
    Adapter adapter =
        trainer.train(
            examples("", "[CLS]"), plan(2, 1), "opinions", LABELS, null, (step, of, loss) -> {});
    Sequence one = words.sequence("good film", "[CLS]");
    Sequence two = new Sequence(one.inputIds(), one.typeIds(), new int[] {0, 2});
    int[] longer = Arrays.copyOf(one.inputIds(), one.length() + 5);
    Arrays.fill(longer, one.length(), longer.length, one.inputIds()[1]);
    Sequence three = new Sequence(longer, new int[longer.length], new int[] {1, 4, 2});
    // When
    float[][] linear =
        trainer.scores(List.of(two, three), adapter, new LinearAnswering(LABELS.size()));
    var all = new VocabularyAnswering(verbalizer.lm());
    float[][] vocabulary = trainer.scores(List.of(two, three), adapter, all);
    // Then
    assertEquals(2 * 2, linear[0].length);
    assertEquals(3 * 2, linear[1].length);
    assertEquals(2 * model.vocabulary(), vocabulary[0].length);
    assertEquals(3 * model.vocabulary(), vocabulary[1].length);
    float[][][] vectors =
        Prepared.encoder(Precision.fastest())
            .encode(List.of(new EncoderInput(two, adapter), new EncoderInput(three, adapter)));
    for (int row = 0; row < 3; row++) {
      float[] served = adapter.classifier().logits(vectors[1][row]);
      float apart = linear[1][2 * row + 1] - linear[1][2 * row];
      assertEquals(served[1] - served[0], apart, 0.1, "position " + row);
    }
  }

  @Test
  void aBadExampleIsRefusedBeforeTheFirstStep() {
    // Given a class that there is not, and an end beyond the positions
    Sequence sequence = words.sequence("good film", "[CLS]");
    var linear = new LinearAnswering(2);
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new Lessons(
                "t", LABELS, linear, Objective.SOFTMAX, List.of(LabelledSequence.of(sequence, 2))));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new Lessons(
                "t",
                LABELS,
                linear,
                Objective.SPAN,
                List.of(new LabelledSequence(sequence, new int[] {0, 1}, null))));
  }

  private static Lessons prompted() {
    return new Lessons(
        "opinions",
        LABELS,
        new VerbalizerAnswering(verbalizer),
        Objective.SOFTMAX,
        examples("it was [MASK] .", "[MASK]"));
  }

  private static TrainingPlan plan(int steps, long seed) {
    return new TrainingPlan(
        new Lora(8, 16, List.of(Target.QUERY, Target.VALUE)),
        steps,
        10,
        2e-3,
        0.1,
        0.01,
        0.05,
        seed);
  }

  private static List<LabelledSequence> examples(String prompt, String selected) {
    List<LabelledSequence> examples = new ArrayList<>();
    for (int i = 0; i < GOOD.length; i++) {
      examples.add(
          LabelledSequence.of(
              words.sequence(Sentences.ALL.get(i) + " " + prompt, selected), GOOD[i] ? 1 : 0));
    }
    return examples;
  }

  private static long right(
      Adapter adapter, String prompt, String selected, Function<float[], float[]> head) {
    List<EncoderInput> batch =
        examples(prompt, selected).stream()
            .map(example -> new EncoderInput(example.sequence(), adapter))
            .toList();
    float[][][] vectors = Prepared.encoder(Precision.fastest()).encode(batch);
    int right = 0;
    for (int i = 0; i < GOOD.length; i++) {
      float[] logits = head.apply(vectors[i][0]);
      right += (logits[1] > logits[0]) == GOOD[i] ? 1 : 0;
    }
    return right;
  }

  private static void assertReadsBackEqual(Adapter adapter) {
    byte[] bytes =
        AdapterFile.write(adapter.config(), model, adapter.tensors(), adapter.classifier());
    assertEquals(adapter, AdapterFile.read(bytes, model));
    assertEquals(adapter.digest(), AdapterFile.digest(bytes));
  }
}

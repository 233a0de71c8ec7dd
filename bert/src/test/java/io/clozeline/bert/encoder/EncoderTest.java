package io.clozeline.bert.encoder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import io.clozeline.bert.graph.Target;
import io.clozeline.bert.head.MaskedLmHead;
import io.clozeline.bert.head.VerbalizerHead;
import io.clozeline.bert.method.Method;
import io.clozeline.bert.method.bitfit.BitFit;
import io.clozeline.bert.method.bottleneck.Bottleneck;
import io.clozeline.bert.method.ia3.Ia3;
import io.clozeline.bert.method.lora.Lora;
import io.clozeline.bert.method.prefix.Prefix;
import io.clozeline.bert.method.softprompt.SoftPrompt;
import io.clozeline.bert.training.AdapterTrainer;
import io.clozeline.bert.training.VerbalizerAnswering;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class EncoderTest {
  private static WordPiece words;
  private static MaskedLmHead head;
  private static ModelInfo model;

  @BeforeAll
  static void open() throws IOException {
    words = new WordPiece(Prepared.directory());
    head = MaskedLmHead.open(Prepared.directory());
    model = Prepared.directory().info();
  }

  @ParameterizedTest
  @EnumSource(names = {"TENSORFLOW_FP32", "ONEDNN_FP32"})
  void theCapitalOfFranceHasItsReferenceLogits(Loaded engine) {
    // Given
    Sequence sequence = words.sequence("the capital of france is [MASK] .", "[MASK]");

    // When
    float[] transformed = head.transform(encode(engine, new EncoderInput(sequence, null))[0]);

    // Then
    assertEquals(12.35, head.logit(transformed, words.id("paris")), 0.01);
    assertEquals(10.58, head.logit(transformed, words.id("lille")), 0.01);
    assertEquals(10.46, head.logit(transformed, words.id("lyon")), 0.01);
    assertEquals(10.11, head.logit(transformed, words.id("marseille")), 0.01);
    assertEquals(9.72, head.logit(transformed, words.id("tours")), 0.01);
  }

  @ParameterizedTest
  @EnumSource
  void aBatchGivesWhatEachSequenceGivesAlone(Loaded engine) {
    // Given
    List<EncoderInput> batch = inputs(null);

    // When
    float[][][] together = engine.encoder().encode(batch);

    // Then
    for (int i = 0; i < batch.size(); i++) {
      assertClose(encode(engine, batch.get(i))[0], together[i][0], engine.tolerance());
    }
  }

  @ParameterizedTest
  @EnumSource
  void eachSelectedPositionOfEachSequenceIsReturnedInOrder(Loaded engine) {
    // Given
    int[] ids = words.sequence("we waited an hour for cold coffee", "[CLS]").inputIds();
    Sequence several = new Sequence(ids, new int[ids.length], new int[] {5, 0, 2});
    Sequence none = new Sequence(ids, new int[ids.length], new int[0]);
    Sequence one = new Sequence(ids, new int[ids.length], new int[] {2});

    // When
    float[][][] vectors =
        engine
            .encoder()
            .encode(
                List.of(
                    new EncoderInput(several, null),
                    new EncoderInput(none, null),
                    new EncoderInput(one, null)));

    // Then
    assertEquals(
        List.of(3, 0, 1), List.of(vectors[0].length, vectors[1].length, vectors[2].length));
    assertClose(vectors[2][0], vectors[0][2], engine.tolerance());
    assertTrue(distance(vectors[0][0], vectors[0][1]) > 1);
  }

  @ParameterizedTest
  @EnumSource
  void aBatchWithoutSelectedPositionsGivesNoVectors(Loaded engine) {
    // Given
    Sequence none = new Sequence(new int[] {101, 102}, new int[2], new int[0]);

    // When
    float[][][] vectors = engine.encoder().encode(List.of(new EncoderInput(none, null)));

    // Then
    assertEquals(0, vectors[0].length);
  }

  @ParameterizedTest
  @EnumSource
  void anAdapterOfZerosIsTheBaseModel(Loaded engine) {
    // Given
    Adapter zeros = Adapters.random(model, 4, List.of(Target.values()), 0, 1);

    // When
    float[][][] adapted = engine.encoder().encode(inputs(zeros));

    // Then
    float[][][] base = engine.encoder().encode(inputs(null));
    for (int i = 0; i < base.length; i++) {
      assertClose(base[i][0], adapted[i][0], engine.rounding());
    }
  }

  @ParameterizedTest
  @EnumSource
  void adaptersMixedInOneBatchGiveWhatEachGivesAlone(Loaded engine) {
    // Given adapters of different ranks and targets, and the base model, in turn
    List<Adapter> adapters = new ArrayList<>();
    adapters.add(Adapters.random(model, 8, List.of(Target.QUERY, Target.VALUE), 0.05, 1));
    adapters.add(null);
    adapters.add(Adapters.random(model, 3, List.of(Target.values()), 0.05, 2));
    adapters.add(Adapters.random(model, 2, List.of(Target.KEY, Target.INTERMEDIATE), 0.05, 3));
    List<EncoderInput> batch = new ArrayList<>();
    for (int i = 0; i < Sentences.ALL.size(); i++) {
      Sequence sequence = words.sequence(Sentences.ALL.get(i), "[CLS]");
      batch.add(new EncoderInput(sequence, adapters.get(i % adapters.size())));
    }

    // When
    float[][][] together = engine.encoder().encode(batch);

    // Then
    for (int i = 0; i < batch.size(); i++) {
      EncoderInput input = batch.get(i);
      assertClose(encode(engine, input)[0], together[i][0], engine.tolerance());
      if (input.adapter() != null) {
        float[] base = encode(engine, new EncoderInput(input.sequence(), null))[0];
        assertTrue(distance(base, together[i][0]) > 1, "the adapter changes the vector");
      }
    }
  }

  static List<Method> methods() {
    return List.of(
        new Lora(4, 8, List.of(Target.QUERY, Target.VALUE)),
        new Ia3(Ia3.DEFAULT),
        new Ia3(List.of(Target.values())),
        new BitFit(),
        new Bottleneck(6),
        new Bottleneck(3),
        new Prefix(5),
        new Prefix(2),
        new SoftPrompt(4),
        new SoftPrompt(7));
  }

  @ParameterizedTest
  @EnumSource
  void adaptersOfAllMethodsInOneBatchGiveWhatEachGivesAlone(Loaded engine) {
    // Given
    List<Adapter> adapters = new ArrayList<>();
    methods().forEach(m -> adapters.add(Adapters.moved(model, m, 0.05, adapters.size())));
    adapters.add(null);
    List<EncoderInput> batch = new ArrayList<>();
    for (int i = 0; i < adapters.size(); i++) {
      String text = Sentences.ALL.get(i % Sentences.ALL.size());
      batch.add(new EncoderInput(words.sequence(text, "[CLS]"), adapters.get(i)));
    }

    // When
    float[][][] together = engine.encoder().encode(batch);

    // Then
    for (int i = 0; i < batch.size(); i++) {
      EncoderInput input = batch.get(i);
      float[] base = encode(engine, new EncoderInput(input.sequence(), null))[0];
      if (input.adapter() == null) {
        assertClose(base, together[i][0], engine.tolerance());
      } else {
        assertClose(encode(engine, input)[0], together[i][0], engine.tolerance());
        assertTrue(distance(base, together[i][0]) > 0.3, input.adapter().method() + " acts");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void whatIsServedIsWhatIsTrained(Method method) {
    // Given
    Adapter adapter = Adapters.moved(model, method, 0.05, 3);
    Sequence sequence = words.sequence(Sentences.ALL.get(1) + " it was [MASK] .", "[MASK]");
    var verbalizer =
        new VerbalizerHead(head, new int[][][] {{words.ids("bad")}, {words.ids("good")}});

    // When
    float[] served =
        verbalizer.scores(encode(Loaded.TENSORFLOW_FP32, new EncoderInput(sequence, adapter)));
    float[] trained;
    try (var trainer =
        AdapterTrainer.open(Prepared.directory(), Precision.FP32, Prepared.THREADS)) {
      trained = trainer.scores(List.of(sequence), adapter, new VerbalizerAnswering(verbalizer))[0];
    }

    // Then
    assertArrayEquals(trained, served, 1e-3f);
  }

  @Test
  void aMethodThatTakesPositionsLeavesThemToNoText() {
    // Given
    Adapter adapter = Adapters.moved(model, new Prefix(10), 0.05, 1);
    int[] ids = new int[503];
    java.util.Arrays.fill(ids, words.id("coffee"));
    var tooLong = new EncoderInput(new Sequence(ids, new int[503], new int[] {0}), adapter);
    var longest =
        new EncoderInput(
            new Sequence(java.util.Arrays.copyOf(ids, 502), new int[502], new int[] {0}), adapter);

    // Then
    assertThrows(IllegalArgumentException.class, () -> encode(Loaded.TENSORFLOW_FP32, tooLong));
    assertEquals(1, encode(Loaded.TENSORFLOW_FP32, longest).length);
  }

  @ParameterizedTest
  @EnumSource
  void everyTargetHasAnEffectOfItsOwn(Loaded engine) {
    // Given
    Sequence sequence = words.sequence(Sentences.ALL.get(0), "[CLS]");
    List<float[]> vectors =
        new ArrayList<>(List.of(encode(engine, new EncoderInput(sequence, null))[0]));

    // When
    for (Target target : Target.values()) {
      Adapter adapter = Adapters.random(model, 4, List.of(target), 0.05, 9);
      vectors.add(encode(engine, new EncoderInput(sequence, adapter))[0]);
    }

    // Then
    for (int i = 0; i < vectors.size(); i++) {
      for (int j = 0; j < i; j++) {
        assertTrue(
            distance(vectors.get(i), vectors.get(j)) > 0.1, i + " and " + j + " are the same");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void tokensOutsideTheModelAreRefused(Loaded engine) {
    Encoder encoder = engine.encoder();
    Sequence unknown = new Sequence(new int[] {101, model.vocabulary()}, new int[2], new int[] {0});
    Sequence tooLong = new Sequence(new int[513], new int[513], new int[] {0});
    Sequence wrongType = new Sequence(new int[] {101, 102}, new int[] {0, 2}, new int[] {0});
    for (Sequence sequence : List.of(unknown, tooLong, wrongType)) {
      List<EncoderInput> batch = List.of(new EncoderInput(sequence, null));
      assertThrows(IllegalArgumentException.class, () -> encoder.encode(batch));
    }
  }

  @ParameterizedTest
  @EnumSource
  void theLongestSequenceIsEncoded(Loaded engine) {
    // Given
    int[] ids = new int[512];
    java.util.Arrays.fill(ids, words.id("coffee"));

    // When
    float[][] vectors =
        encode(engine, new EncoderInput(new Sequence(ids, new int[512], new int[] {511}), null));

    // Then
    assertEquals(model.hidden(), vectors[0].length);
  }

  private static List<EncoderInput> inputs(Adapter adapter) {
    return Sentences.ALL.stream()
        .map(text -> new EncoderInput(words.sequence(text, "[CLS]"), adapter))
        .toList();
  }

  private static float[][] encode(Loaded engine, EncoderInput input) {
    return engine.encoder().encode(List.of(input))[0];
  }

  private static void assertClose(float[] expected, float[] actual, double tolerance) {
    assertArrayEquals(expected, actual, (float) tolerance);
  }

  private static double distance(float[] left, float[] right) {
    double squares = 0;
    for (int i = 0; i < left.length; i++) {
      squares += (left[i] - right[i]) * (left[i] - right[i]);
    }
    return Math.sqrt(squares);
  }
}

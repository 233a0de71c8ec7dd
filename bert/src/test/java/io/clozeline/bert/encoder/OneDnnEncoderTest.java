package io.clozeline.bert.encoder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.clozeline.bert.EncoderInput;
import io.clozeline.bert.Precision;
import io.clozeline.bert.Prepared;
import io.clozeline.bert.Sequence;
import io.clozeline.bert.adapter.Adapter;
import io.clozeline.bert.graph.Target;
import io.clozeline.bert.method.ia3.Ia3;
import io.clozeline.bert.onednn.OneDnnEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OneDnnEncoderTest {
  private static OneDnnEncoder encoder;

  @BeforeAll
  static void open() {
    encoder = Prepared.oneDnn(Precision.FP32);
  }

  @ParameterizedTest
  @EnumSource(names = {"FP32", "FP16", "BF16", "INT8"})
  void aTextHasTheSameBitsAloneAndInAnyBatch(Precision precision) {
    // Given texts of many lengths, some of them alike, of the base model and of two adapters
    OneDnnEncoder encoder = Prepared.oneDnn(precision);
    var random = new Random(7);
    Adapter one = Adapters.random(encoder.model(), 8, List.of(Target.values()), 0.05, 1);
    Adapter other = Adapters.random(encoder.model(), 67, List.of(Target.values()), 0.05, 2);
    List<EncoderInput> texts = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      int length = i % 4 == 0 ? 12 : 1 + random.nextInt(90);
      Adapter adapter = i % 3 == 0 ? null : i % 3 == 1 ? one : other;
      texts.add(new EncoderInput(sequence(random, length), adapter));
    }
    float[][][] alone = new float[texts.size()][][];
    for (int i = 0; i < alone.length; i++) {
      alone[i] = encoder.encode(List.of(texts.get(i)))[0];
    }
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < alone.length; i++) {
      order.add(i);
    }
    for (int size : new int[] {2, 7, 40}) {
      Collections.shuffle(order, random);
      for (int from = 0; from < order.size(); from += size) {
        List<Integer> some = order.subList(from, Math.min(from + size, order.size()));
        // When
        float[][][] together = encoder.encode(some.stream().map(texts::get).toList());
        // Then
        for (int i = 0; i < together.length; i++) {
          assertArrayEquals(alone[some.get(i)], together[i]);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FP32", "FP16", "BF16", "INT8"})
  void aModelThatIsOpenedAgainGivesTheSameBits(Precision precision) {
    // Given
    var text = new EncoderInput(sequence(new Random(3), 17), null);
    float[][][] first = Prepared.oneDnn(precision).encode(List.of(text));
    // When
    try (OneDnnEncoder again = OneDnnEncoder.open(Prepared.directory(), precision)) {
      // Then
      assertArrayEquals(first, again.encode(List.of(text)));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FP32", "FP16", "BF16", "INT8"})
  void aBatchGivesTheSameBitsInPartsAndWholeOnOneThread(Precision precision) {
    // Given
    var random = new Random(5);
    List<EncoderInput> batch =
        IntStream.range(0, 24)
            .mapToObj(i -> new EncoderInput(sequence(random, 20 + random.nextInt(30)), null))
            .toList();
    float[][][] inParts = Prepared.oneDnn(precision).encode(batch);
    // When
    try (OneDnnEncoder whole = OneDnnEncoder.open(Prepared.directory(), precision, 1)) {
      // Then
      assertArrayEquals(inParts, whole.encode(batch));
    }
  }

  @Test
  void aMethodWithoutCodeIsRefusedBeforeAnythingIsComputed() {
    // Given
    Adapter adapter = Adapters.moved(encoder.model(), new Ia3(Ia3.DEFAULT), 0.05, 1);
    var batch = List.of(new EncoderInput(sequence(new Random(1), 4), adapter));
    // When
    var thrown = assertThrows(IllegalArgumentException.class, () -> encoder.encode(batch));
    // Then
    assertEquals("oneDNN's encoder has no code for the method ia3", thrown.getMessage());
  }

  @Test
  void aClosedEncoderSaysSo() {
    // Given
    OneDnnEncoder over = OneDnnEncoder.open(Prepared.directory(), Precision.FP32);
    over.close();
    over.close();
    // When
    var thrown =
        assertThrows(
            IllegalStateException.class,
            () -> over.encode(List.of(new EncoderInput(sequence(new Random(1), 4), null))));
    // Then
    assertEquals("the encoder is closed", thrown.getMessage());
  }

  private static Sequence sequence(Random random, int length) {
    int[] ids = random.ints(length, 1_000, 20_000).toArray();
    int[] selected = new int[1 + random.nextInt(3)];
    Arrays.setAll(selected, i -> random.nextInt(length));
    return new Sequence(ids, new int[length], selected);
  }
}

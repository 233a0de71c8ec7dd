package io.clozeline.bert.head;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadTest {

  @Test
  void verbalizerIsTheMeanOfItsWordsLogits(@TempDir Path folder) throws IOException {
    MaskedLmHead lm = RandomHead.open(folder, 8, 20);
    float[] vector = RandomHead.numbers(new Random(2), 8);
    float[] transformed = lm.transform(vector);

    VerbalizerHead head = new VerbalizerHead(lm, new int[][][] {{{3}}, {{1}, {19}}});

    float first = lm.logit(transformed, 3);
    float second = (lm.logit(transformed, 1) + lm.logit(transformed, 19)) / 2;
    assertEquals(2, head.labels());
    assertArrayEquals(new float[] {first, second}, head.scores(new float[][] {vector}), 1e-5f);
  }

  @Test
  void verbalizerRefusesLabelsWithoutWordsAndUnknownWords(@TempDir Path folder) throws IOException {
    MaskedLmHead lm = RandomHead.open(folder, 2, 5);

    assertThrows(IllegalArgumentException.class, () -> new VerbalizerHead(lm, new int[0][][]));
    assertThrows(
        IllegalArgumentException.class, () -> new VerbalizerHead(lm, new int[][][] {{{1}}, {}}));
    assertThrows(
        IllegalArgumentException.class, () -> new VerbalizerHead(lm, new int[][][] {{{5}}}));
  }

  @Test
  void linearHeadIsWeightTimesVectorPlusBias() {
    Head head = new LinearHead(new float[][] {{1, 2, 3}, {0, -1, 0.5f}}, new float[] {10, 0});

    assertArrayEquals(new float[] {11, 4}, head.logits(new float[] {1, -3, 2}), 1e-6f);
    assertEquals(2, head.labels());
  }

  @Test
  void linearHeadRefusesVectorsOfAnotherWidth() {
    Head head = new LinearHead(new float[][] {{1, 2, 3}}, new float[] {0});

    assertThrows(IllegalArgumentException.class, () -> head.logits(new float[2]));
    assertThrows(IllegalArgumentException.class, () -> head.logits(new float[4]));
  }
}

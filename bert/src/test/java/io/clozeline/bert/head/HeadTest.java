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
  void aWordOfSeveralTokensIsTheProductOfItsTokensProbabilities(@TempDir Path folder)
      throws IOException {
    MaskedLmHead lm = RandomHead.open(folder, 8, 20);
    Random random = new Random(3);
    float[][] masks = {
      RandomHead.numbers(random, 8), RandomHead.numbers(random, 8), RandomHead.numbers(random, 8)
    };

    VerbalizerHead head = new VerbalizerHead(lm, new int[][][] {{{3, 5}}, {{1}, {19, 2}}});

    double first = log(lm, masks[0], 3) + log(lm, masks[1], 5);
    double second = (log(lm, masks[0], 1) + log(lm, masks[0], 19) + log(lm, masks[1], 2)) / 2;
    assertEquals(2, head.masks());
    assertArrayEquals(new float[] {(float) first, (float) second}, head.scores(masks), 1e-4f);
    assertThrows(IllegalArgumentException.class, () -> head.scores(new float[][] {masks[0]}));
  }

  /** The log-probability of a token at a mask, by the definition. */
  private static double log(MaskedLmHead lm, float[] mask, int token) {
    float[] logits = lm.logits(lm.transform(mask));
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit);
    }
    return logits[token] - Math.log(sum);
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

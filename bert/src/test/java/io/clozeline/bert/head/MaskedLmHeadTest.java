package io.clozeline.bert.head;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.bert.safetensors.SafeTensorsException;
import io.clozeline.bert.safetensors.SafeTensorsWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskedLmHeadTest {
  @TempDir private Path folder;
  private MaskedLmHead tiny;

  @BeforeEach
  void openTiny() throws IOException {
    tiny = RandomHead.open(folder, 2, 3, byHand());
  }

  /** Kernel [in, out], so that vector (1, 0) takes the first row. */
  private static SafeTensorsWriter byHand() {
    return new SafeTensorsWriter()
        .tensor("transform.kernel", new float[] {1, 0, 3, -1}, 2, 2)
        .tensor("transform.bias", new float[] {0, 0.5f}, 2)
        .tensor("transform.norm.gamma", new float[] {2, 1}, 2)
        .tensor("transform.norm.beta", new float[] {0.25f, 0}, 2)
        .tensor("output.bias", new float[] {0, 1, -1}, 3)
        .tensor("embeddings.word", new float[] {1, 0, 0, 1, 2, -3}, 3, 2);
  }

  @Test
  void transformsAsComputedByHand() {
    // dense (1, 0.5), GELU (0.841, 0.346), normed (1, -1), then gamma and beta
    assertArrayEquals(new float[] {2.25f, -1}, tiny.transform(new float[] {1, 0}), 1e-6f);
    // dense (3, -0.5), GELU (2.996, -0.154), normed (1, -1)
    assertArrayEquals(new float[] {2.25f, -1}, tiny.transform(new float[] {0, 1}), 1e-6f);
    // dense (0, 0.5), GELU (0, 0.346), normed (-1, 1)
    assertArrayEquals(new float[] {-1.75f, 1}, tiny.transform(new float[] {0, 0}), 1e-6f);
  }

  @Test
  void keepsTheFinalNormWhereAllNumbersAreEqual() {
    // dense (0.25, 0.25): nothing is left after the mean but beta
    assertArrayEquals(new float[] {0.25f, 0}, tiny.transform(new float[] {-0.5f, 0.25f}), 1e-6f);
  }

  @Test
  void givesTheLogitsComputedByHand() {
    float[] transformed = {2, 5};

    assertArrayEquals(new float[] {2, 6, -12}, tiny.logits(transformed));
    assertEquals(-12, tiny.logit(transformed, 2));
  }

  @ParameterizedTest
  @CsvSource({"1,1", "5,64", "6,65", "7,1000", "32,4096", "3,4097", "10,9000"})
  void givesTheSameLogitAloneAndAmongAll(int hidden, int vocabulary) throws IOException {
    MaskedLmHead head = RandomHead.open(folder, hidden, vocabulary);
    float[] transformed = RandomHead.numbers(new Random(1), hidden);

    float[] logits = head.logits(transformed);

    assertEquals(vocabulary, logits.length);
    for (int id = 0; id < vocabulary; id++) {
      assertEquals(head.logit(transformed, id), logits[id], 1e-5, "word " + id);
    }
  }

  @Test
  void refusesVectorsAndWordsThatDoNotFit() {
    assertThrows(IllegalArgumentException.class, () -> tiny.transform(new float[3]));
    assertThrows(IllegalArgumentException.class, () -> tiny.logits(new float[1]));
    assertThrows(IllegalArgumentException.class, () -> tiny.logit(new float[2], 3));
    assertThrows(IllegalArgumentException.class, () -> tiny.logit(new float[2], -1));
  }

  @Test
  void refusesAFileThatDoesNotFitTheModel() {
    var refusal =
        assertThrows(SafeTensorsException.class, () -> RandomHead.open(folder, 2, 4, byHand()));

    assertTrue(refusal.getMessage().contains("expected [4]"), refusal.getMessage());
  }
}

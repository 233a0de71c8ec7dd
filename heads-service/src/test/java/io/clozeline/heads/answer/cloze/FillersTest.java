package io.clozeline.heads.answer.cloze;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.clozeline.heads.answer.Given;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class FillersTest {
  private final Fillers fillers = new Fillers(Given.VOCABULARY);

  @Test
  void piecesAndSpecialTokensAreNoWords() {
    // When
    int[] best = fillers.best(new float[Given.VOCABULARY.size()], 100);

    // Then
    assertEquals(List.of("[", "good", "bad", "paris", "."), words(best));
  }

  @RepeatedTest(20)
  void theBestComeInOrder() {
    // Given
    var random = new Random();
    float[] logits = new float[Given.VOCABULARY.size()];
    IntStream.range(0, logits.length).forEach(i -> logits[i] = random.nextInt(4));

    // When
    int[] best = fillers.best(logits, 3);

    // Then
    int[] sorted =
        Arrays.stream(fillers.best(new float[logits.length], 100))
            .boxed()
            .sorted((a, b) -> Float.compare(logits[b], logits[a]))
            .mapToInt(Integer::intValue)
            .limit(3)
            .toArray();
    assertEquals(words(sorted), words(best), () -> "of " + Arrays.toString(logits));
  }

  private List<String> words(int[] ids) {
    return Arrays.stream(ids).mapToObj(fillers::word).toList();
  }
}

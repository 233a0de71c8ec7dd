package io.clozeline.heads.kind.cloze;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.clozeline.heads.answer.Given;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FillersTest {
  @Test
  void piecesAndSpecialTokensAreNoWords() {
    // Given
    var fillers = new Fillers(Given.VOCABULARY);

    // When
    List<String> words =
        IntStream.range(0, Given.VOCABULARY.size())
            .filter(fillers::contains)
            .mapToObj(Given.VOCABULARY::word)
            .toList();

    // Then
    assertEquals(List.of("[", "good", "bad", "paris", "."), words);
  }
}

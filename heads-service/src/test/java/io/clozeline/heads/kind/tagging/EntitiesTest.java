package io.clozeline.heads.kind.tagging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.clozeline.events.TextSpan;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntitiesTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "'O O', ''",
    "'B-a O', 'a0-0'",
    "'B-a I-a I-a', 'a0-2'",
    "'B-a B-a', 'a0-0 a1-1'",
    "'I-a I-a O', 'a0-1'",
    "'B-a I-b', 'a0-0 b1-1'",
    "'O I-a B-a I-a', 'a1-1 a2-3'",
    "'B-a O I-a', 'a0-0 a2-2'",
    "'B-a x I-a', 'a0-0 a2-2'",
    "'B-a-b I-a-b', 'a-b0-1'"
  })
  void tagsAreReadAsEntities(String tags, String entities) {
    // Given a word for each tag, of one character, with a space behind it
    var each = tags.split(" ");
    var words =
        IntStream.range(0, each.length)
            .mapToObj(i -> new TextSpan(2 * i, 2 * i + 1, each[i], 0.5))
            .toList();

    // When
    var found = Entities.of(words);

    // Then
    assertEquals(
        entities,
        found.stream()
            .map(e -> e.label() + e.start() / 2 + "-" + (e.end() - 1) / 2)
            .collect(Collectors.joining(" ")));
    assertEquals(
        Arrays.stream(entities.split(" ")).filter(e -> !e.isEmpty()).count(), found.size());
    found.forEach(e -> assertEquals(Math.pow(0.5, (e.end() - e.start() + 1) / 2), e.score()));
  }
}

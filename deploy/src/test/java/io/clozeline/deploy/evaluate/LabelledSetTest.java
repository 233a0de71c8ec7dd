package io.clozeline.deploy.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.deploy.evaluate.LabelledSet.Row;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LabelledSetTest {
  @Test
  void readsSingleTextsAndPassesOverOtherColumns() throws IOException {
    // When
    var set = read("source\ttext\tlabel\nx\ta \"quoted\" text\t1\n");
    // Then
    assertEquals(List.of(new Row("a \"quoted\" text", null, "1")), set.rows());
  }

  @Test
  void readsPairs() throws IOException {
    // When
    var set = read("text_a\ttext_b\tlabel\na\tb\tyes\nc\t\tno\n");
    // Then
    assertEquals(List.of(new Row("a", "b", "yes"), new Row("c", null, "no")), set.rows());
  }

  @Test
  void namesTheLineThatIsWrong() {
    // When
    var thrown =
        assertThrows(IllegalArgumentException.class, () -> read("text\tlabel\na\t1\nbroken\n"));
    // Then
    assertTrue(thrown.getMessage().contains("line 3"), thrown.getMessage());
  }

  @Test
  void asksForTheColumnsThatItNeeds() {
    assertThrows(IllegalArgumentException.class, () -> read("sentence\tlabel\na\t1\n"));
    assertThrows(IllegalArgumentException.class, () -> read(""));
  }

  @Test
  void readsNumbersAsPlacesAmongTheLabels() throws IOException {
    // When
    var set = read("text\tlabel\na\t0\nb\t1\n").withLabels(List.of("negative", "positive"));
    // Then
    assertEquals(List.of("negative", "positive"), set.rows().stream().map(Row::label).toList());
  }

  @Test
  void refusesALabelThatIsNone() throws IOException {
    var set = read("text\tlabel\na\t2\n");
    assertThrows(
        IllegalArgumentException.class, () -> set.withLabels(List.of("negative", "positive")));
  }

  @Test
  void drawsAsManyOfEachLabelAndTheSameForTheSameSeed() {
    // Given
    var set =
        new LabelledSet(
            IntStream.range(0, 100)
                .mapToObj(i -> new Row("t" + i, null, i % 3 == 0 ? "a" : "b"))
                .toList());
    // When
    var drawn = set.shots(16, 1);
    // Then
    assertEquals(16, drawn.rows().stream().filter(r -> r.label().equals("a")).count());
    assertEquals(32, drawn.rows().stream().distinct().count());
    assertEquals(drawn, set.shots(16, 1));
    assertNotEquals(drawn, set.shots(16, 2));
    assertThrows(IllegalArgumentException.class, () -> set.shots(50, 1));
  }

  private static LabelledSet read(String tsv) throws IOException {
    return LabelledSet.read("test.tsv", new BufferedReader(new StringReader(tsv)));
  }
}

package io.clozeline.deploy.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnrepeatedTextsTest {
  @Test
  void noTextComesTwiceThoughTheirCountDividesTheNumbers() {
    // Given
    List<String> six = List.of("a", "b", "c", "d", "e", "f");
    var texts = new UnrepeatedTexts(six);
    // When
    Set<String> seen = new HashSet<>();
    IntStream.range(0, 54_000).forEach(i -> seen.add(texts.next()));
    // Then
    assertEquals(54_000, seen.size());
    assertTrue(seen.stream().allMatch(text -> text.matches("[a-f] [1-9]\\d{3}")));
  }
}

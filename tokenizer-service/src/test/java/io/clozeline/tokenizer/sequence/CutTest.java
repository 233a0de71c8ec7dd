package io.clozeline.tokenizer.sequence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CutTest {
  @ParameterizedTest
  @CsvSource({
    "3, 4, 10, 3, 4", // both fit
    "6, 4, 10, 6, 4", // just
    "12, 0, 10, 10, 0", // a single text
    "12, 3, 10, 7, 3", // the longer one alone
    "3, 12, 10, 3, 7",
    "12, 20, 10, 5, 5", // both, to equal parts
    "20, 12, 11, 6, 5", // the odd token stays with the longer one
    "12, 20, 11, 5, 6",
    "9, 9, 11, 6, 5",
    "6, 5, 10, 5, 5"
  })
  void cutsFromTheLongerOne(int first, int second, int room, int keptFirst, int keptSecond) {
    assertEquals(new Cut(keptFirst, keptSecond), Cut.longestFirst(first, second, room));
  }
}

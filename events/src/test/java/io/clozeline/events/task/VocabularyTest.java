package io.clozeline.events.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VocabularyTest {
  @TempDir Path model;

  @Test
  void isReadFromAModelDirectory() throws IOException {
    // Given
    Files.writeString(model.resolve("vocab.txt"), "[PAD]\n[CLS]\nfilm\nfilm\n");
    Files.writeString(
        model.resolve("model.json"),
        "{\"lowerCase\":true,\"tokenizerDigest\":\"d\",\"maxPositions\":512,\"layers\":12}");
    // When
    Vocabulary vocabulary = Vocabulary.open(model);
    // Then
    assertEquals(4, vocabulary.size());
    assertEquals("film", vocabulary.word(2));
    assertEquals(2, vocabulary.id("Film").orElseThrow());
    assertEquals(1, vocabulary.special("[CLS]"));
    assertEquals("d", vocabulary.digest());
    assertEquals(512, vocabulary.maxPositions());
    assertTrue(vocabulary.lowerCase());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "no JSON", ""})
  void anythingElseIsRefusedWithWhatToDo(String json) throws IOException {
    // Given
    Files.writeString(model.resolve("vocab.txt"), "[PAD]\n");
    Files.writeString(model.resolve("model.json"), json);
    // When
    var thrown = assertThrows(IllegalStateException.class, () -> Vocabulary.open(model));
    // Then
    assertTrue(thrown.getMessage().contains("clozeline.model.directory"), thrown.getMessage());
  }

  @Test
  void aFolderWithoutAModelIsRefusedWithWhatToDo() {
    var thrown = assertThrows(IllegalStateException.class, () -> Vocabulary.open(model));
    assertTrue(thrown.getMessage().contains("is not a model directory"), thrown.getMessage());
  }
}

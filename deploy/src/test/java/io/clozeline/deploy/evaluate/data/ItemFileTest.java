package io.clozeline.deploy.evaluate.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.deploy.evaluate.data.Item.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemFileTest {
  private static final Path SHARED = Path.of("..", "..", "shared", "data");

  @TempDir Path folder;

  @Test
  void readsOnlyTheRowsThatAreWanted() throws IOException {
    // Given
    Path file =
        write(
            "x.tsv",
            "text_a\ttext_b\tlabel\tseed\tsplit\n"
                + "a\t\t0\t13\ttrain\n"
                + "b\tc\t1\t21\ttrain\n"
                + "d\t\t1\t21\tdev\n");
    // When
    var where = Where.of("seed={seed},split=train");
    var items = ItemFile.read(file, where.withSeed(21)).items();
    // Then
    assertEquals(List.of(Item.of("b", "c", "1")), items);
    assertTrue(where.seeded());
  }

  @Test
  void readsThroughGzip() throws IOException {
    // Given
    Path file = folder.resolve("x.tsv.gz");
    try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("text\tlabels\na\tx, y\nb\t\n".getBytes(StandardCharsets.UTF_8));
    }
    // When
    var items = ItemFile.read(file, Where.ALL).items();
    // Then
    assertEquals(List.of("x", "y"), items.get(0).labels());
    assertEquals(List.of(), items.get(1).labels());
  }

  @Test
  void joinsWordsAndKeepsTheirNumber() throws IOException {
    // When
    Path file =
        write("x.jsonl", "{\"tokens\":[\"a\",\"1 000\",\".\"],\"labels\":[\"D\",\"N\",\"P\"]}\n");
    var item = ItemFile.read(file, Where.ALL).items().get(0);
    // Then
    assertEquals("a 1000 .", item.text());
    assertEquals(List.of("D", "N", "P"), item.labels());
  }

  @Test
  void readsBlanksWithTheirRelation() throws IOException {
    Path file =
        write("x.jsonl", "{\"text\":\"[MASK] .\",\"label\":\"gold\",\"relation\":\"P1\"}\n");
    assertEquals(
        List.of(new Item("[MASK] .", null, "gold", null, null, "P1")),
        ItemFile.read(file, Where.ALL).items());
  }

  @Test
  void findsAnswersBehindCharactersOfTwoUnits() throws IOException {
    // Given a start that counts code points
    Path file =
        write(
            "x.json",
            """
            {"data": [{"title": "t", "paragraphs": [{"context": "😀😀 in 1889, in 1889", "qas": [
              {"question": "When?", "answers": [
                {"text": "1889", "answer_start": 6, "start_exact": true},
                {"text": "1889", "answer_start": 15, "start_exact": false},
                {"text": "1889", "answer_start": 7}]}]}]}]}
            """);
    // When
    var item = ItemFile.read(file, Where.ALL).items().get(0);
    // Then
    Answer first = item.answers().get(0);
    assertEquals("1889", item.textB().substring(first.start(), first.end()));
    assertEquals(List.of(true, false, false), item.answers().stream().map(Answer::sure).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x.tsv | 'sentence\tlabel\na\t1\n' | text",
        "x.tsv | 'text\tlabel\na\t1\nbroken\n' | line 3",
        "x.tsv | 'text\tlabel\n' | no row",
        "x.jsonl | '{\"label\":1}' | line 1",
        "x.jsonl | '{\"tokens\":[\"a\"],\"labels\":[]}' | 1 words with 0 tags",
        "x.json | '{\"data\":[]}' | no questions",
        "x.json | '{' | cannot be read",
        "x.csv | 'a' | .tsv"
      })
  void saysWhatIsWrong(String name, String content, String reason) throws IOException {
    // Given
    Path file = write(name, content);
    // When
    var thrown = assertThrows(IllegalArgumentException.class, () -> ItemFile.read(file, Where.ALL));
    // Then
    assertTrue(thrown.getMessage().contains(reason), thrown.getMessage());
  }

  @Test
  void drawsTheSameForTheSameSeed() {
    // Given
    var set =
        new ItemSet(
            IntStream.range(0, 100)
                .mapToObj(i -> Item.of("t" + i, null, i % 3 == 0 ? "a" : "b"))
                .toList());
    // Then
    assertEquals(10, set.sample(10, 1).size());
    assertEquals(set.sample(10, 1), set.sample(10, 1));
    assertNotEquals(set.sample(10, 1), set.sample(10, 2));
    var shots = set.shots(16, 1);
    assertEquals(16, shots.items().stream().filter(i -> i.label().equals("a")).count());
    assertEquals(32, shots.items().stream().distinct().count());
    assertEquals(shots, set.shots(16, 1));
    assertThrows(IllegalArgumentException.class, () -> set.shots(50, 1));
  }

  @ParameterizedTest
  @CsvSource({
    "glue/sst2_dev.tsv, 872",
    "glue/qnli_dev.tsv.gz, 5463",
    "squad/squad_v11_dev.json.gz, 10570",
    "tagging/wnut17_ner_dev.jsonl, 1009",
    "tagging/ewt_pos_train.jsonl.gz, 12544",
    "cloze/lama_trex.jsonl.gz, 5600"
  })
  void readsEveryRowOfTheSharedData(String file, int rows) throws IOException {
    Assumptions.assumeTrue(Files.isDirectory(SHARED), "no shared data beside the project");
    var items = ItemFile.read(SHARED.resolve(file), Where.ALL);
    assertEquals(rows, items.size());
    assertFalse(items.items().stream().anyMatch(item -> item.text().isBlank()));
  }

  private Path write(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }
}

package io.clozeline.events.task;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordPiecesTest {
  private static final List<String> WORDS =
      List.of("bad", "##ly", "a", "##a", "!", "cafe", "Café", "生", "活", "i", "s", "##s", "σ");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          bad           | 0
          BADLY         | 0 1
          bad a         | 0 2
          bad!a         | 0 4 2
           bad\u2003\ta | 0 2
          b\u00adad\u0007\ufffd | 0
          Café          | 5
          Cafe\u0301    | 5
          生活          | 7 8
          a生a          | 2 7 2
          İ             | 9
          sS            | 10 11
          ΣΣ            |
          sΣ            |
          Σ             | 12
          worse         |
          bad worse     |
          [MASK]        |
          `##a`         |
          `\ud83d\ude00`|
          `\udac7\udd50`|
          ` `           |
          ``            |
          """)
  void wordsAreCutAsBertDoes(String words, String ids) {
    var vocabulary = new Vocabulary(WORDS, true, "digest", 512);
    int[] expected =
        ids == null
            ? new int[0]
            : Arrays.stream(ids.split(" ")).mapToInt(Integer::parseInt).toArray();
    assertArrayEquals(expected, vocabulary.pieces(words));
  }

  @Test
  void aCasedVocabularyKeepsCaseAndAccents() {
    var cased = new Vocabulary(WORDS, false, "digest", 512);
    assertArrayEquals(new int[] {6}, cased.pieces("Café"));
    assertArrayEquals(new int[0], cased.pieces("CAFÉ"));
    assertArrayEquals(new int[0], cased.pieces("Bad"));
  }

  @Test
  void aWordMayHaveAHundredCharacters() {
    var vocabulary = new Vocabulary(WORDS, true, "digest", 512);
    int[] hundred = vocabulary.pieces("a".repeat(100));
    assertTrue(hundred.length == 100 && hundred[0] == 2 && hundred[99] == 3);
    assertArrayEquals(new int[0], vocabulary.pieces("a".repeat(101)));
  }

  @ParameterizedTest
  @CsvSource({
    "bert-base-uncased, vocab_bert_base_uncased.txt, true, 47",
    "bert-base-cased, vocab_bert_base_cased.txt, false, 34",
    "bert-base-multilingual-cased, vocab_bert_base_multilingual_cased.txt, false, 23"
  })
  void publishedTextsHaveThePublishedIds(String model, String file, boolean lowerCase, int count)
      throws IOException {
    // Given
    Path folder = Path.of("../../shared/data/tokenizer").toAbsolutePath().normalize();
    assumeTrue(Files.isDirectory(folder), () -> folder + " is not there: skipped");
    var words = Files.readAllLines(folder.resolve(file));
    var vocabulary = new Vocabulary(words, lowerCase, "digest", 512);
    // When
    List<JsonNode> vectors = vectors(folder.resolve("bert_wordpiece_vectors.jsonl"), model);
    // Then
    assertTrue(vectors.size() >= count, vectors.size() + " vectors of " + model);
    int unknown = vocabulary.special("[UNK]");
    for (JsonNode vector : vectors) {
      int[] ids = ids(vector);
      boolean known = IntStream.of(ids).noneMatch(id -> id == unknown);
      String text = vector.get("text").asText();
      assertArrayEquals(known ? ids : new int[0], vocabulary.pieces(text), text);
    }
  }

  /** Without [CLS] and [SEP]. */
  private static int[] ids(JsonNode vector) {
    int[] ids =
        StreamSupport.stream(vector.get("ids").spliterator(), false)
            .mapToInt(JsonNode::asInt)
            .toArray();
    return Arrays.copyOfRange(ids, 1, ids.length - 1);
  }

  /** Those of one text that holds no special token: to us, such text is only text. */
  private static List<JsonNode> vectors(Path file, String model) throws IOException {
    var mapper = new ObjectMapper();
    try (var lines = mapper.readerFor(JsonNode.class).<JsonNode>readValues(file.toFile())) {
      return lines.readAll().stream()
          .filter(v -> v.get("vocab").asText().equals(model))
          .filter(v -> !v.hasNonNull("text_pair"))
          .filter(v -> !v.get("text").asText().contains("[SEP]"))
          .toList();
    }
  }
}

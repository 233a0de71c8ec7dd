package io.clozeline.tokenizer.wordpiece;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.clozeline.events.task.Vocabulary;
import io.clozeline.tokenizer.TestData;
import io.clozeline.tokenizer.TestModel;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Published ids of three vocabularies. */
class ReferenceVectorsTest {
  private static final int MAX_POSITIONS = 512;

  @ParameterizedTest
  @CsvSource({
    "bert-base-uncased, tokenizer/vocab_bert_base_uncased.txt, true, 47",
    "bert-base-cased, tokenizer/vocab_bert_base_cased.txt, false, 34",
    "bert-base-multilingual-cased, tokenizer/vocab_bert_base_multilingual_cased.txt, false, 23"
  })
  void yieldsThePublishedIds(String model, String file, boolean lowerCase, int count)
      throws IOException {
    // Given
    var words = Files.readAllLines(TestData.file(file));
    var vocabulary = new Vocabulary(words, lowerCase, "digest", MAX_POSITIONS);
    List<JsonNode> vectors = vectors(model);
    assertEquals(count, vectors.size());

    // When
    try (var wordPiece = WordPiece.open(vocabulary, TestModel.LIBRARY_FOLDER)) {

      // Then
      vectors.forEach(vector -> check(vector, wordPiece));
    }
  }

  /** Those of one text that holds no special token: to us, such text is only text. */
  private static List<JsonNode> vectors(String model) throws IOException {
    return Vectors.read(Files.readAllLines(TestData.file("tokenizer/bert_wordpiece_vectors.jsonl")))
        .stream()
        .filter(v -> v.get("vocab").asText().equals(model))
        .filter(v -> !v.hasNonNull("text_pair"))
        .filter(v -> !v.get("text").asText().contains("[SEP]"))
        .toList();
  }

  private static void check(JsonNode vector, WordPiece wordPiece) {
    String text = vector.get("text").asText();
    Pieces pieces = wordPiece.split(text);
    int[] published = Vectors.ints(vector.get("ids")); // with [CLS] and [SEP]
    assertArrayEquals(
        Arrays.copyOfRange(published, 1, published.length - 1), pieces.ids(), () -> text);
    if (vector.hasNonNull("offsets") && text.codePointCount(0, text.length()) == text.length()) {
      for (int i = 0; i < pieces.size(); i++) {
        assertEquals(vector.get("offsets").get(i + 1).get(0).asInt(), pieces.starts()[i], text);
        assertEquals(vector.get("offsets").get(i + 1).get(1).asInt(), pieces.ends()[i], text);
      }
    }
  }
}

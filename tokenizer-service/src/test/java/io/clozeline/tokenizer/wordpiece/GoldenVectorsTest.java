package io.clozeline.tokenizer.wordpiece;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.clozeline.tokenizer.TestModel;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Ids and UTF-16 offsets of texts of our own, written by an independent plain implementation of
 * BERT's BasicTokenizer and WordPiece, which reproduces the published vectors too.
 */
class GoldenVectorsTest {
  static Stream<JsonNode> vectors() throws IOException, URISyntaxException {
    var file = GoldenVectorsTest.class.getResource("/golden/wordpiece-uncased.jsonl");
    return Vectors.read(Files.readAllLines(Path.of(file.toURI()))).stream();
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void splitsAsBertDoes(JsonNode vector) {
    // Given
    String text = vector.get("text").asText();

    // When
    Pieces pieces = TestModel.wordPiece().split(text);

    // Then
    assertArrayEquals(Vectors.ints(vector.get("ids")), pieces.ids(), text);
    assertArrayEquals(Vectors.ints(vector.get("offsets")), Vectors.offsets(pieces), text);
  }
}

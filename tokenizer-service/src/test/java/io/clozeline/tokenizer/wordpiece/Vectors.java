package io.clozeline.tokenizer.wordpiece;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

/** Vectors as JSON lines. */
final class Vectors {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Vectors() {}

  static List<JsonNode> read(List<String> lines) {
    return lines.stream().map(Vectors::node).toList();
  }

  static int[] ints(JsonNode array) {
    int[] ints = new int[array.size()];
    Arrays.setAll(ints, i -> array.get(i).asInt());
    return ints;
  }

  /** Start, end, start, end, …, as golden files have them. */
  static int[] offsets(Pieces pieces) {
    int[] offsets = new int[2 * pieces.size()];
    for (int i = 0; i < pieces.size(); i++) {
      offsets[2 * i] = pieces.starts()[i];
      offsets[2 * i + 1] = pieces.ends()[i];
    }
    return offsets;
  }

  private static JsonNode node(String line) {
    try {
      return MAPPER.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.clozeline.deploy.evaluate.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * A JSON object a line: {@code tokens} with a tag each in {@code labels}; or {@code text}, perhaps
 * {@code textB}, and {@code label} or {@code labels}; {@code relation} is its group.
 */
final class JsonLinesItems implements ItemReader {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public String ending() {
    return ".jsonl";
  }

  @Override
  public List<Item> read(String name, BufferedReader reader, Where where) throws IOException {
    List<Item> items = new ArrayList<>();
    int number = 0;
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      try {
        JsonNode row = JSON.readTree(line);
        if (where.takes(column -> row.path(column).asText(null))) {
          items.add(item(row));
        }
      } catch (JsonProcessingException | IllegalArgumentException e) {
        throw new IllegalArgumentException(
            name + " line " + number + " cannot be read: " + e.getMessage(), e);
      }
    }
    return items;
  }

  private static Item item(JsonNode row) {
    if (row.has("tokens")) {
      return Item.tagged(texts(row.path("tokens")), texts(row.path("labels")));
    }
    if (!row.path("text").isTextual()) {
      throw new IllegalArgumentException("there is neither \"text\" nor \"tokens\"");
    }
    return new Item(
        row.path("text").asText(),
        row.path("textB").asText(null),
        row.path("label").asText(null),
        row.has("labels") ? texts(row.path("labels")) : null,
        null,
        row.path("relation").asText(null));
  }

  private static List<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }
}

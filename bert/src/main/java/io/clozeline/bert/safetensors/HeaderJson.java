package io.clozeline.bert.safetensors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a header token by token: only what the format knows, no name twice, no depth. */
final class HeaderJson implements AutoCloseable {
  private static final int MAX_DEPTH = 3;
  private static final int MAX_NAME = 1_000;
  private static final int MAX_RANK = 16;
  private static final int MAX_ENTRIES = 10_000;
  // Names come from strangers: interning or canonicalising them would keep them for ever.
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNameLength(MAX_NAME)
                  .maxNumberLength(20)
                  .build())
          .build();

  private final JsonParser parser;
  private final Map<String, String> metadata = new LinkedHashMap<>();
  private final List<TensorEntry> tensors = new ArrayList<>();

  private HeaderJson(JsonParser parser) {
    this.parser = parser;
  }

  static HeaderContent parse(String json) {
    try (HeaderJson header = new HeaderJson(JSON.createParser(json))) {
      header.readAll();
      return new HeaderContent(header.tensors, header.metadata);
    } catch (IOException e) {
      throw new SafeTensorsException("the header is not the JSON expected: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }

  private void readAll() throws IOException {
    expect(parser.nextToken(), JsonToken.START_OBJECT);
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      expect(parser.nextToken(), JsonToken.START_OBJECT);
      if (name.equals("__metadata__")) {
        readMetadata();
      } else {
        tensors.add(readTensor(name));
        requireFew(tensors.size());
      }
    }
    expect(parser.currentToken(), JsonToken.END_OBJECT);
    if (parser.nextToken() != null) {
      throw new SafeTensorsException("the header goes on after its JSON object");
    }
  }

  private void readMetadata() throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      expect(parser.nextToken(), JsonToken.VALUE_STRING);
      metadata.put(key, parser.getText());
      requireFew(metadata.size());
    }
  }

  private static void requireFew(int entries) {
    if (entries > MAX_ENTRIES) {
      throw new SafeTensorsException("the header has over " + MAX_ENTRIES + " entries");
    }
  }

  private TensorEntry readTensor(String name) throws IOException {
    Dtype dtype = null;
    List<Long> shape = null;
    List<Long> range = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      switch (parser.currentName()) {
        case "dtype" -> dtype = readDtype();
        case "shape" -> shape = readSizes();
        case "data_offsets" -> range = readSizes();
        default -> throw new SafeTensorsException("tensor '" + name + "' has an unknown field");
      }
    }
    if (dtype == null || shape == null || range == null || range.size() != 2) {
      throw new SafeTensorsException(
          "tensor '" + name + "' lacks its dtype, its shape or its two data_offsets");
    }
    return new TensorEntry(name, dtype, shape, range.get(0), range.get(1));
  }

  private Dtype readDtype() throws IOException {
    expect(parser.nextToken(), JsonToken.VALUE_STRING);
    return Dtype.of(parser.getText());
  }

  private List<Long> readSizes() throws IOException {
    expect(parser.nextToken(), JsonToken.START_ARRAY);
    List<Long> sizes = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      expect(parser.currentToken(), JsonToken.VALUE_NUMBER_INT);
      sizes.add(parser.getLongValue());
      if (sizes.get(sizes.size() - 1) < 0 || sizes.size() > MAX_RANK) {
        throw new SafeTensorsException("a size is below zero, or there are over " + MAX_RANK);
      }
    }
    return sizes;
  }

  private static void expect(JsonToken actual, JsonToken expected) {
    if (actual != expected) {
      throw new SafeTensorsException("the header has " + actual + ", expected " + expected);
    }
  }
}

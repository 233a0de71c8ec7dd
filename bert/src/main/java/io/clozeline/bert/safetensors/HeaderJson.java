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

/**
 * The JSON of a header, read token by token: nothing but what the format knows, no name twice, no
 * depth.
 */
record HeaderJson(Map<String, TensorEntry> tensors, Map<String, String> metadata) {
  private static final int MAX_DEPTH = 4;
  private static final int MAX_TENSORS = 100_000;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNameLength(10_000)
                  .maxStringLength(10_000_000)
                  .maxNumberLength(20)
                  .build())
          .build();

  static HeaderJson parse(byte[] json) {
    try (JsonParser parser = JSON.createParser(json)) {
      HeaderJson header = new HeaderJson(new LinkedHashMap<>(), new LinkedHashMap<>());
      expect(parser, parser.nextToken(), JsonToken.START_OBJECT);
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        header.readField(parser, parser.currentName());
      }
      expect(parser, parser.currentToken(), JsonToken.END_OBJECT);
      expect(parser, parser.nextToken(), null);
      return header;
    } catch (IOException e) {
      throw new SafetensorsException("the header is not valid JSON", e);
    }
  }

  private void readField(JsonParser parser, String name) throws IOException {
    expect(parser, parser.nextToken(), JsonToken.START_OBJECT);
    if (name.equals("__metadata__")) {
      readMetadata(parser);
      return;
    }
    if (tensors.size() == MAX_TENSORS) {
      throw new SafetensorsException("more than " + MAX_TENSORS + " tensors");
    }
    tensors.put(name, readTensor(parser, name));
  }

  private void readMetadata(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      expect(parser, parser.nextToken(), JsonToken.VALUE_STRING);
      metadata.put(key, parser.getText());
    }
  }

  private static TensorEntry readTensor(JsonParser parser, String name) throws IOException {
    String dtype = null;
    List<Long> shape = null;
    List<Long> offsets = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (field) {
        case "dtype" -> {
          expect(parser, value, JsonToken.VALUE_STRING);
          dtype = parser.getText();
        }
        case "shape" -> shape = readSizes(parser);
        case "data_offsets" -> offsets = readSizes(parser);
        default -> throw new SafetensorsException("tensor " + name + " has an unknown field");
      }
    }
    if (dtype == null || shape == null || offsets == null || offsets.size() != 2) {
      throw new SafetensorsException("tensor " + name + " lacks its type, shape or two offsets");
    }
    return new TensorEntry(name, dtype, shape, offsets.get(0), offsets.get(1));
  }

  private static List<Long> readSizes(JsonParser parser) throws IOException {
    expect(parser, parser.currentToken(), JsonToken.START_ARRAY);
    List<Long> sizes = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      expect(parser, parser.currentToken(), JsonToken.VALUE_NUMBER_INT);
      long size = parser.getLongValue();
      if (size < 0 || sizes.size() == 8) {
        throw new SafetensorsException("a size below zero or more than eight sizes");
      }
      sizes.add(size);
    }
    return sizes;
  }

  private static void expect(JsonParser parser, JsonToken actual, JsonToken expected) {
    if (actual != expected) {
      throw new SafetensorsException(
          "the header has "
              + actual
              + " where "
              + expected
              + " belongs, at byte "
              + parser.currentLocation().getByteOffset());
    }
  }
}

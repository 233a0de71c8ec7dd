package io.clozeline.events.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Records near good ones: the good ones themselves, with other values in their places, with a
 * structure that is wrong here and there, and with damaged bytes. The same random numbers give the
 * same record.
 */
public interface HostileRecords {
  /** No record is larger: time goes into many of them. */
  int LARGEST = 4 * 1024 * 1024;

  /** The next record. */
  byte[] next(Random random);

  /** JSON near {@code good}. */
  static HostileRecords json(List<byte[]> good) {
    JsonMapper plain = JsonMapper.builder().build();
    JsonMapper escaped = plain.rebuild().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    List<JsonNode> trees = trees(good, 0, plain);
    return random ->
        near(
            good,
            random,
            () -> {
              JsonNode tree = HostileTree.change(pick(trees, random), random);
              String json = text(random.nextBoolean() ? escaped : plain, tree);
              return HostileText.change(json, random).getBytes(StandardCharsets.UTF_8);
            });
  }

  /** A version byte and CBOR, near {@code good}. */
  static HostileRecords cbor(List<byte[]> good) {
    var mapper =
        new CBORMapper(
            CBORFactory.builder().enable(CBORGenerator.Feature.LENIENT_UTF_ENCODING).build());
    List<JsonNode> trees = trees(good, 1, mapper);
    return random ->
        near(
            good,
            random,
            () -> {
              byte[] cbor = bytes(mapper, HostileTree.change(pick(trees, random), random));
              byte[] record = new byte[cbor.length + 1];
              record[0] = (byte) (random.nextInt(50) == 0 ? random.nextInt() : 1);
              System.arraycopy(cbor, 0, record, 1, cbor.length);
              return record;
            });
  }

  /**
   * Eight bytes of length, a JSON header of that length and data: safetensors near {@code good}.
   */
  static HostileRecords safetensors(List<byte[]> good) {
    JsonMapper mapper = JsonMapper.builder().build();
    return random ->
        near(
            good,
            random,
            () -> {
              byte[] file = pick(good, random);
              int data = 8 + ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt();
              JsonNode header = tree(file, 8, data - 8, mapper);
              String text = text(mapper, HostileTree.change(header, random));
              byte[] json = HostileText.change(text, random).getBytes(StandardCharsets.UTF_8);
              long length = random.nextInt(20) == 0 ? random.nextLong() : json.length;
              ByteBuffer out = ByteBuffer.allocate(8 + json.length + file.length - data);
              out.order(ByteOrder.LITTLE_ENDIAN).putLong(length).put(json);
              return out.put(file, data, file.length - data).array();
            });
  }

  private static byte[] near(
      List<byte[]> good, Random random, java.util.function.Supplier<byte[]> changed) {
    int dice = random.nextInt(100);
    if (dice < 10) {
      return pick(good, random).clone();
    }
    if (dice < 65) {
      byte[] record = changed.get();
      if (record.length > LARGEST) { // elements repeated in elements that were repeated
        return pick(good, random).clone();
      }
      return dice < 15 ? HostileBytes.change(record, random) : record;
    }
    if (dice < 98) {
      return HostileBytes.change(pick(good, random), random);
    }
    byte[] noise = new byte[random.nextInt(200)];
    random.nextBytes(noise);
    return noise;
  }

  private static <T> T pick(List<T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }

  private static List<JsonNode> trees(List<byte[]> good, int from, ObjectMapper mapper) {
    return good.stream().map(b -> tree(b, from, b.length - from, mapper)).toList();
  }

  private static JsonNode tree(byte[] bytes, int from, int length, ObjectMapper mapper) {
    try {
      return mapper.readTree(Arrays.copyOfRange(bytes, from, from + length));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(ObjectMapper mapper, JsonNode tree) {
    try {
      return mapper.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(ObjectMapper mapper, JsonNode tree) {
    try {
      return mapper.writeValueAsBytes(tree);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.clozeline.bert.safetensors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileFileTest {
  private static final String TWICE_2_62 = "4611686018427387904,4611686018427387904";

  static Stream<Arguments> headers() {
    return Stream.of(
        arguments("not an object", "[]", 0, "begin with '{'"),
        arguments("a space first", " {}", 0, "begin with '{'"),
        arguments("cut short", "{\"x\":", 0, "not the JSON"),
        arguments("never closed", "{", 0, "not the JSON"),
        arguments("something after", "{}{}", 0, "goes on"),
        arguments("rubbish after", "{} x", 0, "not the JSON"),
        arguments("an object twice as deep", "{\"x\":{\"shape\":[[1]]}}", 0, "not the JSON"),
        arguments("a hundred thousand deep", "{\"x\":" + "[".repeat(100_000), 0, "START_ARRAY"),
        arguments("a tensor that is a list", "{\"x\":[]}", 0, "START_ARRAY"),
        arguments(
            "a tensor twice",
            "{" + x("F32", "1", "0,4") + "," + x("F32", "1", "0,4") + "}",
            4,
            "Duplicate"),
        arguments("a field twice", "{\"x\":{\"dtype\":\"F32\",\"dtype\":\"F32\"}}", 0, "Duplicate"),
        arguments("metadata twice", "{\"__metadata__\":{},\"__metadata__\":{}}", 0, "Duplicate"),
        arguments(
            "metadata that is a number", "{\"__metadata__\":{\"a\":1}}", 0, "VALUE_NUMBER_INT"),
        arguments("metadata in metadata", "{\"__metadata__\":{\"a\":{}}}", 0, "START_OBJECT"),
        arguments("an unknown field", "{\"x\":{\"extra\":1}}", 0, "unknown field"),
        arguments("no fields", "{\"x\":{}}", 0, "lacks"),
        arguments("one offset", tensor("F32", "1", "0"), 4, "lacks"),
        arguments("three offsets", tensor("F32", "1", "0,4,8"), 4, "lacks"),
        arguments("an unknown dtype", tensor("F33", "1", "0,4"), 4, "dtype 'F33'"),
        arguments("a lower-case dtype", tensor("f32", "1", "0,4"), 4, "dtype 'f32'"),
        arguments("a fraction of a size", tensor("F32", "1.5", "0,4"), 4, "VALUE_NUMBER_FLOAT"),
        arguments("a size in quotes", tensor("F32", "\"1\"", "0,4"), 4, "VALUE_STRING"),
        arguments("a size below zero", tensor("F32", "-1", "0,4"), 4, "below zero"),
        arguments("two sizes below zero", tensor("F32", "-1,-1", "0,4"), 4, "below zero"),
        arguments(
            "a size beyond 64 bits",
            tensor("F32", "9223372036854775808", "0,4"),
            4,
            "not the JSON"),
        arguments(
            "a size of many digits", tensor("F32", "1".repeat(5_000), "0,4"), 4, "not the JSON"),
        arguments("a shape that overflows", tensor("F32", TWICE_2_62, "0,4"), 4, "overflows"),
        arguments(
            "a shape that overflows to zero", tensor("F32", TWICE_2_62, "0,0"), 0, "overflows"),
        arguments(
            "bytes that overflow", tensor("F64", "4611686018427387904", "0,0"), 0, "overflows"),
        arguments("seventeen sizes", tensor("F32", "1,".repeat(16) + "1", "0,4"), 4, "over 16"),
        arguments("a range too short", tensor("F32", "2", "0,4"), 4, "needs 8 bytes"),
        arguments("a range too long", tensor("F32", "1", "0,8"), 8, "needs 4 bytes"),
        arguments("a range backwards", tensor("F32", "0", "4,0"), 4, "range [4, 0)"),
        arguments("a range beyond the file", tensor("F32", "2", "0,8"), 4, "4 follow"),
        arguments(
            "a range far beyond",
            tensor("U8", "9223372036854775807", "0,9223372036854775807"),
            4,
            "4 follow"),
        arguments("bytes left over", tensor("F32", "1", "0,4"), 5, "5 follow"),
        arguments("bytes without tensors", "{}", 1, "1 follow"),
        arguments("a gap first", tensor("F32", "1", "4,8"), 8, "begins at byte 4"),
        arguments(
            "a gap between",
            "{" + x("F32", "1", "0,4") + "," + y("F32", "1", "8,12") + "}",
            12,
            "begins at byte 8"),
        arguments(
            "an overlap",
            "{" + x("F32", "2", "0,8") + "," + y("F32", "1", "4,8") + "}",
            8,
            "begins at byte 4"),
        arguments(
            "the same bytes twice",
            "{" + x("F32", "1", "0,4") + "," + y("F32", "1", "0,4") + "}",
            4,
            "begins at byte 0"),
        arguments(
            "a name of 100,000 letters",
            "{\"" + "n".repeat(100_000) + "\":{}}",
            0,
            "not the JSON"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("headers")
  void refusesABadHeader(String what, String json, int dataBytes, String because) {
    byte[] file = SafeTensorsBytes.of(json, dataBytes);

    var refusal = assertThrows(SafeTensorsException.class, () -> SafeTensors.read(file));

    assertTrue(refusal.getMessage().contains(because), refusal.getMessage());
    assertTrue(refusal.getMessage().length() < 1_000, "the message is short");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, Long.MIN_VALUE, 3, 100_000_001, Integer.MAX_VALUE, Long.MAX_VALUE, 0})
  void refusesALengthThatTheFileHasNot(long claimed) {
    byte[] file = SafeTensorsBytes.of(claimed, "{}".getBytes(StandardCharsets.UTF_8), 0);

    assertThrows(SafeTensorsException.class, () -> SafeTensors.read(file));
  }

  @Test
  void refusesAHeaderOfSixteenMegabytesBeforeItIsRead() {
    String json = "{\"__metadata__\":{\"a\":\"" + "b".repeat(16 * 1024 * 1024) + "\"}}";

    assertRefused(SafeTensorsBytes.of(json, 0), "expected at most 4194304");
  }

  @Test
  void refusesAHeaderOfManyEntries() {
    var json = new StringBuilder("{\"__metadata__\":{\"\":\"\"");
    for (int i = 0; i < 200_000; i++) {
      json.append(",\"").append(i).append("\":\"\"");
    }

    assertRefused(SafeTensorsBytes.of(json.append("}}").toString(), 0), "over 10000 entries");
  }

  @Test
  void allocatesLittleForAFileThatClaimsMuch() {
    byte[] header = tensor("F32", "1000000000", "0,4000000000").getBytes(StandardCharsets.UTF_8);
    byte[] muchData = SafeTensorsBytes.of(header.length, header, 4);
    byte[] muchHeader = SafeTensorsBytes.of(99_999_999, header, 4);
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    long before = threads.getCurrentThreadAllocatedBytes();
    assertThrows(SafeTensorsException.class, () -> SafeTensors.read(muchData));
    assertThrows(SafeTensorsException.class, () -> SafeTensors.read(muchHeader));

    assertTrue(threads.getCurrentThreadAllocatedBytes() - before < 1_000_000);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8})
  void refusesAFileWithoutAHeader(int bytes) {
    assertThrows(SafeTensorsException.class, () -> SafeTensors.read(new byte[bytes]));
  }

  @Test
  void refusesOtherEncodings() {
    byte[] utf16 = "{}".getBytes(StandardCharsets.UTF_16LE);
    byte[] latin1 = "{\"__metadata__\":{\"a\":\"é\"}}".getBytes(StandardCharsets.ISO_8859_1);

    for (byte[] header : new byte[][] {utf16, latin1}) {
      byte[] file = SafeTensorsBytes.of(header.length, header, 0);
      assertThrows(SafeTensorsException.class, () -> SafeTensors.read(file));
    }
  }

  @Test
  void refusesABadFileOnDisk(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("empty"), new byte[0]);

    assertThrows(SafeTensorsException.class, () -> SafeTensors.read(file));
  }

  @Test
  void acceptsAFileWithoutTensorsAndWithSpacesAfterTheHeader() {
    assertEquals(0, SafeTensors.read(SafeTensorsBytes.of("{}      ", 0)).names().size());
  }

  @Test
  void refusesEveryDamageWithOneExceptionOnly() {
    byte[] good =
        new SafeTensorsWriter()
            .metadata("key", "value")
            .tensor("one", new float[] {1, 2, 3, 4}, 2, 2)
            .tensor("two", new float[] {5}, 1)
            .bytes();
    Random random = new Random(1);

    for (int i = 0; i < 20_000; i++) {
      byte[] bad = good.clone();
      for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
        bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
      }
      readOrRefuse(bad);
    }
  }

  @Test
  void refusesEveryTruncation() {
    byte[] good = new SafeTensorsWriter().tensor("one", new float[] {1, 2}, 2).bytes();

    for (int length = 0; length < good.length; length++) {
      byte[] bad = Arrays.copyOf(good, length);
      assertThrows(SafeTensorsException.class, () -> SafeTensors.read(bad));
    }
  }

  private static void assertRefused(byte[] file, String because) {
    var refusal = assertThrows(SafeTensorsException.class, () -> SafeTensors.read(file));

    assertTrue(refusal.getMessage().contains(because), refusal.getMessage());
  }

  private static void readOrRefuse(byte[] file) {
    try {
      SafeTensors read = SafeTensors.read(file);
      for (String name : read.names()) {
        read.find(name).orElseThrow().floats();
      }
    } catch (SafeTensorsException expected) {
      // any other exception fails the test
    }
  }

  private static String tensor(String dtype, String shape, String offsets) {
    return "{" + x(dtype, shape, offsets) + "}";
  }

  private static String x(String dtype, String shape, String offsets) {
    return "\"x\":{\"dtype\":\"%s\",\"shape\":[%s],\"data_offsets\":[%s]}"
        .formatted(dtype, shape, offsets);
  }

  private static String y(String dtype, String shape, String offsets) {
    return x(dtype, shape, offsets).replace("\"x\"", "\"y\"");
  }
}

package io.clozeline.events.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.clozeline.events.EncodedText;
import io.clozeline.events.Given;
import io.clozeline.events.TokenizedText;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BinaryCodecTest {
  private static final BinaryCodec<TokenizedText> TOKENS = BinaryCodec.of(TokenizedText.class);
  private static final BinaryCodec<EncodedText> ENCODINGS = BinaryCodec.of(EncodedText.class);

  @Test
  void whatIsWrittenIsRead() {
    assertEquals(Given.tokenized(), TOKENS.decode(TOKENS.encode(Given.tokenized())));
    assertEquals(Given.encoded(), ENCODINGS.decode(ENCODINGS.encode(Given.encoded())));
  }

  static Stream<Arguments> hostile() {
    return Stream.of(
        Arguments.of("nothing", ""),
        Arguments.of("another version", "02a0"),
        Arguments.of("JSON", "7b7d"),
        Arguments.of("a version alone", "01"),
        Arguments.of("an empty map", "01a0"),
        Arguments.of("null", "01f6"),
        Arguments.of("a list", "0180"),
        Arguments.of("a number", "0105"),
        Arguments.of("a text", "0161" + "61"),
        Arguments.of("bytes after the map", "01a000"),
        Arguments.of("a break after the map", "01a0ff"),
        Arguments.of("a reserved byte", "011c"),
        Arguments.of("a map of 2^64 - 1 pairs", "01bbffffffffffffffff"),
        Arguments.of("a list of 2^63 - 1 ids", sequences("9b7fffffffffffffff0102")),
        Arguments.of("a list of 2^31 - 1 ids", sequences("9a7fffffff0102")),
        Arguments.of("2^31 - 1 bytes of ids", sequences("5a7fffffff0102")),
        Arguments.of("a number for the ids", sequences("05")),
        Arguments.of("a text for the ids", sequences("6161")),
        Arguments.of("a fraction among the ids", sequences("82f93e0001")),
        Arguments.of("null among the ids", sequences("82f601")),
        Arguments.of("an id of 64 bits", sequences("811b00ffffffffffffff")),
        Arguments.of("an id of 40 digits", sequences("81c25101" + "00".repeat(16))),
        Arguments.of("a text of 2^31 - 1 bytes as id", "01a16269647a7fffffff6161"),
        Arguments.of("a text of 2^63 - 1 bytes as id", "01a16269647b7fffffffffffffff6161"),
        Arguments.of("a text that is not UTF-8 as id", "01a162696462c328"),
        Arguments.of("an endless text", "01a16269647f"),
        Arguments.of("an endless map", "01bf"));
  }

  private static String sequences(String inputIds) {
    return "01a16973657175656e63657381a168696e707574496473" + inputIds;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostile")
  void hostileBytesAreMalformed(String what, String hexadecimal) {
    assertMalformed(HexFormat.of().parseHex(hexadecimal));
  }

  static Stream<Arguments> deep() {
    return Stream.of(
        Arguments.of("lists", 0x81),
        Arguments.of("endless lists", 0x9f),
        Arguments.of("endless maps", 0xbf),
        Arguments.of("tags", 0xc1),
        Arguments.of("maps in the keys", 0xa1));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("deep")
  void deepNestingIsMalformed(String what, int start) {
    // Given
    byte[] nested = new byte[1_000_000];
    Arrays.fill(nested, (byte) start);
    for (String field : new String[] {"", "a16161", "a16973657175656e636573"}) {
      // When
      byte[] bytes = concat(HexFormat.of().parseHex("01" + field), nested);
      // Then
      assertTimeoutPreemptively(Duration.ofSeconds(10), () -> assertMalformed(bytes));
    }
  }

  @Test
  void hugeNumbersAreMalformedAndNotComputed() {
    // Given
    byte[] digits = new byte[5_000_000];
    Arrays.fill(digits, (byte) 0x7f);
    String tokensIn = "01a168746f6b656e73496e";
    byte[] integer = concat(HexFormat.of().parseHex(tokensIn + "c25a004c4b40"), digits);
    byte[] decimal = HexFormat.of().parseHex(tokensIn + "c4821a7fffffff01");
    byte[] smallest = HexFormat.of().parseHex(tokensIn + "c4823a7fffffff01");
    for (byte[] bytes : new byte[][] {integer, decimal, smallest}) {
      // When, Then
      assertTimeoutPreemptively(Duration.ofSeconds(10), () -> assertMalformed(bytes));
    }
  }

  @Test
  void whereverARecordIsCutItIsMalformed() {
    byte[] good = TOKENS.encode(Given.tokenized());
    for (int length = 0; length < good.length; length++) {
      assertMalformed(Arrays.copyOf(good, length));
    }
  }

  @Test
  void noiseIsReadOrMalformedAndNothingElse() {
    var random = new Random(7);
    byte[] tokens = TOKENS.encode(Given.tokenized());
    byte[] encodings = ENCODINGS.encode(Given.encoded());
    for (int i = 0; i < 5_000; i++) {
      requireReadOrMalformed(TOKENS, damaged(tokens, random));
      requireReadOrMalformed(ENCODINGS, damaged(encodings, random));
    }
  }

  private static byte[] damaged(byte[] good, Random random) {
    byte[] bytes = good.clone();
    for (int times = 1 + random.nextInt(4); times > 0; times--) {
      bytes[1 + random.nextInt(bytes.length - 1)] = (byte) random.nextInt();
    }
    return bytes;
  }

  private static <V> void requireReadOrMalformed(Codec<V> codec, byte[] bytes) {
    try {
      codec.encode(codec.decode(bytes)); // what can be read can be written
    } catch (EventException e) {
      assertEquals(ErrorCode.MALFORMED_BINARY, e.code(), e.getMessage());
    }
  }

  private static void assertMalformed(byte[] bytes) {
    var thrown = assertThrows(EventException.class, () -> TOKENS.decode(bytes));
    assertEquals(ErrorCode.MALFORMED_BINARY, thrown.code(), thrown.getMessage());
  }

  private static byte[] concat(byte[] first, byte[] second) {
    var out = new ByteArrayOutputStream(first.length + second.length);
    out.writeBytes(first);
    out.writeBytes(second);
    return out.toByteArray();
  }
}

package io.clozeline.events.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigInteger;
import java.util.Random;

/** Single values: those that break things, and those of the same type as a good one. */
final class HostileValue {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String[] STRINGS = {
    "",
    " ",
    "\u0000",
    "\u0000sentiment",
    "review-1",
    "sentiment",
    "cloze",
    "positive",
    "[MASK]",
    "[CLS] [SEP] [PAD] [UNK]",
    "{text}",
    "{textB} {text} [MASK] [MASK]",
    "\ud800",
    "a\udc00b",
    "\ud83d\ude00\u200d\ud83d\udd25",
    "\u202eright to left",
    "e\u0301\u0301\u0301\u0301",
    "\ufdfa\u1e9e\u0130",
    "\u2028line",
    "NaN",
    "1e999",
    "../../etc/passwd",
    "${jndi:ldap://x}",
    "%s%n%x{}",
    "2026-01-02T03:04:05Z",
    "-999999999-01-01T00:00:00Z",
    "PT-1S",
    "PT2562047788015215H",
    "null",
    "\u6211\u7231\u5317\u4eac",
    "tagging",
    "span",
    "I-loc",
    "B-",
    "{topic} {te{text}xt}"
  };
  private static final long[] NUMBERS = {
    0,
    1,
    -1,
    2,
    127,
    128,
    255,
    511,
    512,
    513,
    30_521,
    30_522,
    65_535,
    65_536,
    1L << 24,
    1L << 31,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    1L << 32,
    1L << 53,
    1L << 62,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };
  private static final double[] FRACTIONS = {
    0.5, -0.0, 1e-320, 1e308, -1e308, Double.NaN, Double.POSITIVE_INFINITY, 3.4e38, 65_520
  };
  private static final int LONG = 40_000;
  private static final int DEEP = 100;

  private HostileValue() {}

  static JsonNode any(Random random) {
    return switch (random.nextInt(9)) {
      case 0 -> NODES.nullNode();
      case 1 -> NODES.booleanNode(random.nextBoolean());
      case 2, 3 -> number(random);
      case 4, 5 -> NODES.textNode(string(random));
      case 6 -> deep(random);
      case 7 -> NODES.binaryNode(new byte[random.nextInt(2_000)]);
      default -> random.nextBoolean() ? NODES.arrayNode() : NODES.objectNode();
    };
  }

  /** Another value of the type of {@code good}. */
  static JsonNode like(JsonNode good, Random random) {
    if (good == null) {
      return any(random);
    }
    if (good.isTextual()) {
      return NODES.textNode(random.nextInt(3) > 0 ? words(random) : string(random));
    }
    if (good.isIntegralNumber()) {
      return NODES.numberNode(
          random.nextBoolean() ? random.nextInt(2_000) : NUMBERS[random.nextInt(NUMBERS.length)]);
    }
    if (good.isNumber()) {
      return NODES.numberNode(FRACTIONS[random.nextInt(FRACTIONS.length)]);
    }
    if (good.isBoolean()) {
      return NODES.booleanNode(random.nextBoolean());
    }
    return good.isBinary() ? noise(random) : any(random);
  }

  static String string(Random random) {
    String string = STRINGS[random.nextInt(STRINGS.length)];
    return switch (random.nextInt(12)) {
      case 0 -> string.repeat(random.nextInt(2_000));
      case 1 -> "x".repeat(random.nextInt(LONG));
      case 2 -> string + random.nextInt();
      case 3 -> string + STRINGS[random.nextInt(STRINGS.length)];
      default -> string;
    };
  }

  private static String words(Random random) {
    var text = new StringBuilder();
    for (int i = random.nextInt(30); i >= 0; i--) {
      if (random.nextInt(8) == 0) {
        text.append(STRINGS[random.nextInt(STRINGS.length)]);
      } else if (random.nextInt(8) == 0) {
        text.appendCodePoint(random.nextInt(Character.MAX_CODE_POINT + 1));
      } else {
        text.append((char) ('a' + random.nextInt(26)));
      }
      text.append(random.nextBoolean() ? " " : "");
    }
    return text.toString();
  }

  private static JsonNode number(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> NODES.numberNode(NUMBERS[random.nextInt(NUMBERS.length)]);
      case 1 -> NODES.numberNode(FRACTIONS[random.nextInt(FRACTIONS.length)]);
      default -> NODES.numberNode(BigInteger.ONE.shiftLeft(random.nextInt(400)));
    };
  }

  private static JsonNode deep(Random random) {
    JsonNode node = NODES.arrayNode();
    for (int i = random.nextInt(DEEP); i > 0; i--) {
      node =
          random.nextBoolean()
              ? NODES.arrayNode().add(node)
              : NODES.objectNode().set(string(random), node);
    }
    return node;
  }

  private static JsonNode noise(Random random) {
    byte[] bytes = new byte[random.nextInt(2_000)];
    random.nextBytes(bytes);
    return NODES.binaryNode(bytes);
  }
}

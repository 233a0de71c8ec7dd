package io.clozeline.events.fuzz;

import java.util.Random;

/** What a tree of JSON cannot hold: names that stand twice, depth, and rubbish behind the end. */
final class HostileText {
  private static final int DEPTH = 20_000;

  private HostileText() {}

  static String change(String json, Random random) {
    return switch (random.nextInt(60)) {
      case 0 -> json.replaceFirst("\\{(\"[^\"]*\":)", "{$1null,$1");
      case 1 -> json.replaceFirst(":", ":" + "[".repeat(random.nextInt(DEPTH)));
      case 2 -> json.replaceFirst(":", ":" + "{\"a\":".repeat(random.nextInt(DEPTH)));
      case 3 -> json + json;
      case 4 -> json.replaceFirst("[0-9]+", "9".repeat(1 + random.nextInt(5_000)));
      case 5 -> json.replaceFirst("[0-9]+", "NaN");
      case 6 -> json.replaceFirst("[0-9]+", "1e" + random.nextInt(1_000_000_000));
      case 7 -> "\ufeff" + json;
      case 8 -> json.replace('"', '\'');
      default -> json;
    };
  }
}

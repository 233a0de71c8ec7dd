package io.clozeline.heads.kind.tagging;

import io.clozeline.events.TextSpan;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads tags as entities (Ramshaw and Marcus 1995): {@code B-x} starts an entity {@code x}, {@code
 * I-x} goes on with one of its type and starts one where there is none, anything else is outside.
 */
final class Entities {
  private static final String FIRST = "B-";
  private static final String FURTHER = "I-";

  private Entities() {}

  /**
   * The entities in the order of the text, each from its first word's start to its last word's end;
   * the score is the product of its words'.
   */
  static List<TextSpan> of(List<TextSpan> words) {
    List<TextSpan> entities = new ArrayList<>();
    TextSpan open = null;
    for (TextSpan word : words) {
      String type = type(word.label());
      if (open != null && word.label().startsWith(FURTHER) && type.equals(open.label())) {
        open = new TextSpan(open.start(), word.end(), open.label(), open.score() * word.score());
        continue;
      }
      close(open, entities);
      open = type == null ? null : new TextSpan(word.start(), word.end(), type, word.score());
    }
    close(open, entities);
    return entities;
  }

  private static void close(TextSpan open, List<TextSpan> entities) {
    if (open != null) {
      entities.add(open);
    }
  }

  /** Null outside of an entity. */
  private static String type(String tag) {
    boolean inside = tag.startsWith(FIRST) || tag.startsWith(FURTHER);
    return inside ? tag.substring(FIRST.length()) : null;
  }
}

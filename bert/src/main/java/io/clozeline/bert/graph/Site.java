package io.clozeline.bert.graph;

import io.clozeline.bert.ModelInfo;
import java.util.Locale;

/**
 * A matrix product of a layer that low-rank updates are added to. Query, key and value are one
 * product, so their updates share a site and differ in the columns that they write.
 */
public enum Site {
  QKV,
  ATTENTION_OUTPUT,
  INTERMEDIATE,
  OUTPUT;

  /** The site of a target. */
  public static Site of(Target target) {
    return switch (target) {
      case QUERY, KEY, VALUE -> QKV;
      case ATTENTION_OUTPUT -> ATTENTION_OUTPUT;
      case INTERMEDIATE -> INTERMEDIATE;
      case OUTPUT -> OUTPUT;
    };
  }

  /** Lower-case name, as in the names of graph inputs. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Width of the vectors that go in. */
  public int in(ModelInfo model) {
    return this == OUTPUT ? model.intermediate() : model.hidden();
  }

  /** Width of the vectors that come out. */
  public int out(ModelInfo model) {
    return switch (this) {
      case QKV -> 3 * model.hidden();
      case INTERMEDIATE -> model.intermediate();
      case ATTENTION_OUTPUT, OUTPUT -> model.hidden();
    };
  }

  /** The first of the site's output columns that a target writes. */
  public static int firstColumn(Target target, ModelInfo model) {
    return switch (target) {
      case KEY -> model.hidden();
      case VALUE -> 2 * model.hidden();
      case QUERY, ATTENTION_OUTPUT, INTERMEDIATE, OUTPUT -> 0;
    };
  }

  /** How many of the site's output columns a target writes. */
  public static int columns(Target target, ModelInfo model) {
    return target == Target.INTERMEDIATE ? model.intermediate() : model.hidden();
  }
}

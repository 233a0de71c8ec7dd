package io.clozeline.bert.graph;

import io.clozeline.bert.ModelInfo;
import java.util.Locale;

/** Where an adaptation may change what the encoder computes, in the order of a layer. */
public enum Place {
  /** The normalised embeddings; once, before the first layer. */
  EMBEDDINGS_NORM,
  /** The product that makes query, key and value. */
  QKV,
  /** What attention has gathered, before it is joined. */
  CONTEXT,
  /** The product that joins the heads. */
  ATTENTION_OUTPUT,
  /** The normalised sum of it and what went into the layer. */
  ATTENTION_NORM,
  /** The wide product, before its activation. */
  INTERMEDIATE,
  /** After it. */
  ACTIVATED,
  /** The narrow product. */
  OUTPUT,
  /** The normalised sum of it and what went into the wide one. */
  OUTPUT_NORM;

  /** Lower-case name, as in the names of graph inputs. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Width of the vectors there. */
  public int width(ModelInfo model) {
    return switch (this) {
      case QKV -> 3 * model.hidden();
      case INTERMEDIATE, ACTIVATED -> model.intermediate();
      default -> model.hidden();
    };
  }

  /** The place of a site's product. */
  public static Place of(Site site) {
    return valueOf(site.name());
  }
}

package io.clozeline.encoder.adapter;

import io.clozeline.bert.adapter.Adapter;
import io.clozeline.events.Release;

/**
 * What encodes the texts of a task.
 *
 * @param adapter null for the base model alone
 * @param release that says so, null before the first
 */
public record Serving(Adapter adapter, Release release) {
  /** What serves a task before its first release. */
  public static final Serving BASE = new Serving(null, null);

  /** Null for the base model alone. */
  public String digest() {
    return adapter == null ? null : adapter.digest();
  }
}

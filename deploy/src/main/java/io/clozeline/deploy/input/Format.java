package io.clozeline.deploy.input;

import java.util.Locale;

/** How an input is laid out. */
public enum Format {
  /** A text a line. */
  LINES,
  /** A table with a header line. */
  TSV,
  /** A JSON object a line. */
  JSONL;

  /** By the ending of a file's name; lines when it says nothing. */
  public static Format of(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".tsv")) {
      return TSV;
    }
    return lower.endsWith(".jsonl") || lower.endsWith(".ndjson") ? JSONL : LINES;
  }
}

package io.clozeline.events;

import java.util.regex.Pattern;

/** Bounds on what comes in from outside, the same for every service. */
public final class Limits {
  /** Bytes of UTF-8 that a document id may have. */
  public static final int ID_BYTES = 512;

  /** UTF-16 units that a text may have; BERT reads it in windows. */
  public static final int TEXT_CHARS = 500_000;

  /** UTF-16 units that the name of a label or an annotator may have. */
  public static final int NAME_CHARS = 200;

  /** Labels that a task may have. */
  public static final int LABELS = 1_000;

  /** Tasks that one text may name. */
  public static final int TASKS = 32;

  /** Blanks that a cloze text may have: each costs a pass over the whole vocabulary. */
  public static final int BLANKS = 512;

  /**
   * Sequences that one text may become: its record stays within {@link #RECORD_BYTES}, and a slow
   * machine encodes it within minutes.
   */
  public static final int SEQUENCES = 512;

  /** Bytes of one record on any topic, headers included. */
  public static final int RECORD_BYTES = 16 * 1024 * 1024;

  /**
   * Bytes of one JSON value: room for two texts of the greatest length with every character as an
   * escape. A larger one is refused before it is read, for that would take many times its size.
   */
  public static final int JSON_BYTES = 8 * 1024 * 1024;

  /**
   * Bytes of one record on a dead-letter topic: the largest record, and the headers that say why.
   */
  public static final int DEAD_LETTER_BYTES = RECORD_BYTES + 64 * 1024;

  /** A task's name. */
  public static final Pattern TASK_NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,99}");

  /** The same for people. */
  public static final String TASK_NAME_IN_WORDS =
      "a task name has 1 to 100 lower-case letters, digits, dots, dashes and underscores";

  private Limits() {}
}

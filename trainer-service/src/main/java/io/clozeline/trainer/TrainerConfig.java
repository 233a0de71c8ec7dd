package io.clozeline.trainer;

import io.clozeline.bert.Precision;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** How the trainer runs. */
@ConfigMapping(prefix = "clozeline.trainer")
public interface TrainerConfig {
  /** The name of this trainer among its like; two at once need two names. */
  String instance();

  /** Native threads for one training step; all processors when left out. */
  OptionalInt threads();

  /** The faster one on this processor when left out. */
  Optional<Precision> precision();

  /** A run starts once no example has arrived for so long. */
  @WithDefault("1s")
  Duration quietPeriod();

  /** A run starts after so long although examples still arrive. */
  @WithDefault("30s")
  Duration longestWait();

  /**
   * While texts wait for longer than this to be annotated, training stands back, for up to nine
   * tenths of the time; 0 for a trainer on a machine of its own, which never does.
   */
  @WithDefault("2s")
  Duration standBackAfter();

  /**
   * How many records of each partition of the tokens that went by are looked at when a task starts
   * to learn from texts without labels, and at every start.
   */
  @WithDefault("25000")
  int unlabelledLookBack();

  /** For how long a label finds the answer that was served for its document, to test it. */
  @WithDefault("24h")
  Duration rememberAnswers();

  /** How many of a task's newest adapters stay, be they live or not. */
  @WithDefault("4")
  int adaptersKept();

  /** How long the next adapter has been there before an older one is erased. */
  @WithDefault("2m")
  Duration adaptersGrace();

  /** How long the base model stays in memory after a run. */
  @WithDefault("3m")
  Duration keepOpen();
}

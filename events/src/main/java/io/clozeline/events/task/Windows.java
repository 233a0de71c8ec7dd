package io.clozeline.events.task;

import static io.clozeline.events.task.Refusals.refuseIf;

import io.clozeline.events.Limits;

/**
 * How a text that the model cannot read at once is cut. What is null here, the task's kind fills
 * in: the windows of a {@link TaskDefinition} lack neither {@code max} nor {@code overlap}.
 *
 * @param max windows of a text at most, fewer where many patterns read each; what is beyond them is
 *     left out, and the annotation says so
 * @param overlap tokens that a window shares with the one before, half a window at most
 * @param tokens of a window at most, special ones among them; null for as many as the model reads
 */
public record Windows(Integer max, Integer overlap, Integer tokens) {
  /** What a task gets that says nothing. */
  public static final Windows DEFAULT = new Windows(32, 64);

  private static final int MOST = 256;
  private static final int LARGEST_OVERLAP = 256;
  private static final int SHORTEST = 32;
  private static final int LONGEST = 4_096;

  public Windows {
    refuseIf(
        max != null && (max < 1 || max > MOST),
        "windows.max is " + max + "; it goes from 1 to " + MOST);
    refuseIf(
        overlap != null && (overlap < 0 || overlap > LARGEST_OVERLAP),
        "windows.overlap is " + overlap + "; it goes from 0 to " + LARGEST_OVERLAP);
    refuseIf(
        tokens != null && (tokens < SHORTEST || tokens > LONGEST),
        "windows.tokens is " + tokens + "; it goes from " + SHORTEST + " to " + LONGEST);
  }

  /** Windows as long as the model reads. */
  public Windows(Integer max, Integer overlap) {
    this(max, overlap, null);
  }

  /** What {@code written} says, which may be null, and this where it says nothing. */
  public Windows unless(Windows written) {
    if (written == null) {
      return this;
    }
    return new Windows(
        written.max == null ? max : written.max,
        written.overlap == null ? overlap : written.overlap,
        written.tokens == null ? tokens : written.tokens);
  }

  /** Tokens of a window for a model that reads {@code positions}. */
  public int within(int positions) {
    return tokens == null ? positions : Math.min(tokens, positions);
  }

  /** The same for a task whose {@code patterns} each read every window. */
  public Windows readBy(int patterns) {
    return new Windows(Math.min(max, Limits.SEQUENCES / patterns), overlap, tokens);
  }

  /**
   * Equal to what is not written down: the version of a definition from before there were windows
   * stays what it was.
   */
  static final class Unwritten {
    @Override
    public boolean equals(Object other) {
      return other == null || DEFAULT.equals(other);
    }

    @Override
    public int hashCode() {
      return 0;
    }
  }
}

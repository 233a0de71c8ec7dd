package io.clozeline.heads.answer.score;

import io.clozeline.events.Encoding;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;

/** Where in the text the vectors of one sequence stand; checked, for what stands there is shown. */
public final class Offsets {
  /** A part of the text in UTF-16 units. */
  public record Part(int start, int end) {}

  private final int[] offsets;

  private Offsets(int[] offsets) {
    this.offsets = offsets;
  }

  /**
   * Those of {@code sequence}.
   *
   * @throws EventException when it has none
   */
  public static Offsets of(Encoding sequence) {
    if (sequence.offsets() == null && sequence.selected() > 0) {
      throw malformed("the vectors have no offsets");
    }
    return new Offsets(sequence.offsets());
  }

  /** Whether the vector stands for a part of the text at all. */
  public boolean inText(int vector) {
    return offsets[2 * vector] != -1 || offsets[2 * vector + 1] != -1;
  }

  /**
   * The part that the vector stands for.
   *
   * @throws EventException when there is no such part
   */
  public Part require(int vector) {
    int start = offsets[2 * vector];
    int end = offsets[2 * vector + 1];
    if (start < 0 || end <= start) {
      throw malformed("a vector stands for the text from " + start + " to " + end);
    }
    return new Part(start, end);
  }

  private static EventException malformed(String cause) {
    return new EventException(ErrorCode.MALFORMED_BINARY, cause);
  }
}

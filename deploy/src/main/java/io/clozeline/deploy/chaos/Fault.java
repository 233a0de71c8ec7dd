package io.clozeline.deploy.chaos;

import java.util.Arrays;
import java.util.Locale;

/**
 * One thing that goes wrong.
 *
 * @param target the process that it happens to
 * @param at how many texts have been sent when it happens
 */
public record Fault(Kind kind, String target, int at) {
  /** What goes wrong. */
  public enum Kind {
    /** {@code kill -9}, and a start at once. */
    KILL,
    /** An orderly stop, and a start at once. */
    RESTART,
    /** A second instance joins, works, and leaves again. */
    REBALANCE,
    /** Killed, and started only after 30 s. */
    AWAY,
    /** The disk of the state folder is full for 10 s. */
    FULL_DISK;

    /** The word for people, for example {@code full-disk}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Reads what {@link #text()} wrote. */
    public static Kind of(String text) {
      return Arrays.stream(values())
          .filter(kind -> kind.text().equals(text))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "There is no fault \"" + text + "\"; see clozeline chaos --help."));
    }
  }

  @Override
  public String toString() {
    return kind.text() + " " + target;
  }
}

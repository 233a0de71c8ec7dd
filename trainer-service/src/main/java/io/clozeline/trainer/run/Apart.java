package io.clozeline.trainer.run;

import io.clozeline.trainer.examples.Taught;
import java.util.List;

/**
 * Examples that contenders are tested on, which none of them has learnt from.
 *
 * @param bare as they are
 * @param shown the same, in the same order, with demonstrations where the task's prompt has some
 */
record Apart(List<Taught> bare, List<Taught> shown) {
  Apart {
    bare = List.copyOf(bare);
    shown = List.copyOf(shown);
    if (bare.size() != shown.size()) {
      throw new IllegalArgumentException(
          bare.size() + " and " + shown.size() + " are not the same examples");
    }
  }

  /** What {@code contender} is tested on: as it would be served. */
  List<Taught> of(Contender contender) {
    return contender.shown() ? shown : bare;
  }

  boolean isEmpty() {
    return bare.isEmpty();
  }
}

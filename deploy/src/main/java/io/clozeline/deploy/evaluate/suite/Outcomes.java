package io.clozeline.deploy.evaluate.suite;

import io.clozeline.events.codec.JsonCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The outcomes of a suite so far, in a file: what an interrupted suite has done is not done again.
 *
 * @param quick whether they are of the small version; the two do not mix
 */
public record Outcomes(String suite, boolean quick, List<Outcome> runs) {
  private static final JsonCodec<Outcomes> JSON = JsonCodec.of(Outcomes.class);

  public Outcomes {
    runs = List.copyOf(runs);
  }

  /**
   * Reads a file; none yet when there is none.
   *
   * @throws IllegalArgumentException when it is of another suite, or cannot be read
   */
  static Outcomes read(Path file, String suite, boolean quick) throws IOException {
    if (!Files.exists(file)) {
      return new Outcomes(suite, quick, List.of());
    }
    Outcomes read;
    try {
      read = JSON.decode(Files.readAllBytes(file));
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(file + " cannot be read: " + e.getMessage(), e);
    }
    if (!read.suite().equals(suite) || read.quick() != quick) {
      throw new IllegalArgumentException(
          file + " is of another suite, or of its other version; give another --out");
    }
    return read;
  }

  /** Writes the file, whole or not at all. */
  void write(Path file) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.write(next, JSON.encode(this));
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The same and one more, in place of what the same run was before. */
  Outcomes with(Outcome outcome) {
    var all = new ArrayList<>(runs);
    all.removeIf(each -> each.run().equals(outcome.run()));
    all.add(outcome);
    return new Outcomes(suite, quick, all);
  }

  /** Whether a run has a result. */
  boolean has(String run) {
    return runs.stream().anyMatch(each -> each.run().equals(run) && each.good());
  }

  /** Those of a set, in the order in which they were made. */
  List<Outcome> of(SuiteSet set) {
    return runs.stream().filter(each -> each.set().equals(set.name())).toList();
  }
}

package io.clozeline.deploy.evaluate.suite;

import io.clozeline.events.codec.JsonCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;

/**
 * A named list of sets.
 *
 * @param about one sentence for the report
 */
public record Suite(String name, String about, List<SuiteSet> sets) {
  private static final JsonCodec<Suite> JSON = JsonCodec.strict(Suite.class);
  private static final List<String> NAMES = List.of("glue", "fewshot", "squad", "tagging", "cloze");

  public Suite {
    sets = List.copyOf(sets);
    if (new HashSet<>(sets.stream().map(SuiteSet::name).toList()).size() != sets.size()) {
      throw new IllegalArgumentException("two sets of the suite " + name + " have one name");
    }
  }

  /** All that come with the project. */
  public static List<String> names() {
    return NAMES;
  }

  /**
   * One of them.
   *
   * @throws IllegalArgumentException when there is none of that name
   */
  public static Suite read(String name) {
    if (!NAMES.contains(name)) {
      throw new IllegalArgumentException(
          "There is no suite \"" + name + "\"; there are " + String.join(", ", NAMES) + ".");
    }
    String file = "/suites/" + name + ".json";
    try (InputStream in = Suite.class.getResourceAsStream(file)) {
      return JSON.decode(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }

  /**
   * The suite with the sets of these names alone; all of them for none.
   *
   * @throws IllegalArgumentException when there is no set of such a name
   */
  public Suite only(List<String> wanted) {
    List<String> known = sets.stream().map(SuiteSet::name).toList();
    for (String one : wanted) {
      if (!known.contains(one)) {
        throw new IllegalArgumentException(
            "The suite " + name + " has no set \"" + one + "\"; it has " + known + ".");
      }
    }
    return wanted.isEmpty()
        ? this
        : new Suite(name, about, sets.stream().filter(s -> wanted.contains(s.name())).toList());
  }
}

package io.clozeline.events.task;

import static io.clozeline.events.task.Refusals.refuseIf;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads the options of a task definition, which its kind alone knows: each is asked for by its
 * name, gets its default where it is absent, and what nobody asked for is refused. What it makes of
 * them is the same however they were written, as 5 or 5.0 and in whatever order, and so is the
 * version of the task.
 */
public final class Options {
  private final String kind;
  private final Map<String, Object> written;
  private final Map<String, Object> read = new TreeMap<>();

  Options(TaskKind kind, Map<String, Object> writtenOrNull) {
    this.kind = kind.text();
    this.written = writtenOrNull == null ? Map.of() : writtenOrNull;
  }

  /** A finite number; {@code otherwise} null makes it required. */
  public double number(String name, Double otherwise) {
    Object value = written.get(name);
    refuseIf(
        value == null && otherwise == null,
        "a " + kind + " task needs the option \"" + name + "\", a number");
    refuseIf(
        value != null && !(value instanceof Number), "the option \"" + name + "\" is no number");
    double number = value == null ? otherwise : ((Number) value).doubleValue();
    refuseIf(!Double.isFinite(number), "the option \"" + name + "\" is no finite number");
    number += 0.0; // -0.0 is written as 0.0
    read.put(name, number);
    return number;
  }

  /** A whole number from {@code least} to {@code most}. */
  public int integer(String name, int otherwise, int least, int most) {
    Object value = written.get(name);
    refuseIf(
        value != null && !(value instanceof Integer),
        "the option \"" + name + "\" is no whole number from " + least + " to " + most);
    int number = value == null ? otherwise : (Integer) value;
    refuseIf(
        number < least || number > most,
        "the option \"" + name + "\" is " + number + "; it goes from " + least + " to " + most);
    read.put(name, number);
    return number;
  }

  /** One of the words of {@code known}. */
  public String word(String name, String otherwise, Set<String> known) {
    Object value = written.get(name);
    String word = value == null ? otherwise : value instanceof String text ? text : "";
    refuseIf(
        !known.contains(word),
        "the option \"" + name + "\" is none of " + known.stream().sorted().toList());
    read.put(name, word);
    return word;
  }

  /** A number that may be absent. */
  public void optionalNumber(String name) {
    if (written.get(name) != null) {
      number(name, null);
    }
  }

  /**
   * All that were asked for, in the order of their names; null when there is none, as in a kind
   * without options.
   */
  public Map<String, Object> done() {
    for (String name : written.keySet()) {
      refuseIf(
          !read.containsKey(name) && written.get(name) != null,
          "a " + kind + " task has no option \"" + name + "\"");
    }
    return read.isEmpty() ? null : Collections.unmodifiableMap(read);
  }
}

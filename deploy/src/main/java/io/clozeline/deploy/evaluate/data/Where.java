package io.clozeline.deploy.evaluate.data;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Which rows of a file are taken: those whose named columns have these values. */
public record Where(Map<String, String> values) {
  /** All of them. */
  public static final Where ALL = new Where(Map.of());

  private static final String SEED = "{seed}";

  public Where {
    values = Map.copyOf(values);
  }

  /**
   * Reads {@code column=value,column=value}; all rows for null.
   *
   * @throws IllegalArgumentException when it is not written so
   */
  public static Where of(String written) {
    var values = new LinkedHashMap<String, String>();
    for (String part : written == null ? new String[0] : written.split(",")) {
      int equals = part.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(
            "\"" + written + "\" is not written as column=value,column=value");
      }
      values.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
    }
    return new Where(values);
  }

  /** The same with {@code {seed}} replaced. */
  public Where withSeed(long seed) {
    var filled = new LinkedHashMap<String, String>();
    values.forEach((column, value) -> filled.put(column, value.replace(SEED, "" + seed)));
    return new Where(filled);
  }

  /** Whether it takes other rows for another seed. */
  public boolean seeded() {
    return values.values().stream().anyMatch(value -> value.contains(SEED));
  }

  /**
   * Whether a row is taken; {@code cell} tells what stands in a column, null for no such column.
   */
  boolean takes(UnaryOperator<String> cell) {
    return values.entrySet().stream().allMatch(v -> v.getValue().equals(cell.apply(v.getKey())));
  }
}

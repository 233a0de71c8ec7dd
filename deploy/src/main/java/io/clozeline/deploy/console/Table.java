package io.clozeline.deploy.console;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows under a header, padded to columns. */
public final class Table {
  private final List<List<String>> rows = new ArrayList<>();

  public Table(String... header) {
    rows.add(List.of(header));
  }

  /** Adds a row; null becomes a dash. */
  public Table row(Object... cells) {
    rows.add(java.util.Arrays.stream(cells).map(c -> c == null ? "–" : c.toString()).toList());
    return this;
  }

  /** The lines, the header first. */
  public List<String> lines() {
    int columns = rows.get(0).size();
    int[] widths =
        IntStream.range(0, columns)
            .map(i -> rows.stream().mapToInt(r -> r.get(i).length()).max().orElse(0))
            .toArray();
    return rows.stream()
        .map(
            row ->
                IntStream.range(0, columns)
                    .mapToObj(i -> row.get(i) + " ".repeat(widths[i] - row.get(i).length()))
                    .collect(Collectors.joining("  "))
                    .stripTrailing())
        .toList();
  }

  @Override
  public String toString() {
    return String.join("\n", lines());
  }
}

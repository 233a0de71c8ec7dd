package io.clozeline.deploy.input;

import java.util.Arrays;
import java.util.List;

/** The columns of a tab-separated table, named by its first line. There is no quoting. */
public record Columns(List<String> names) {
  public Columns {
    names = List.copyOf(names);
  }

  public static Columns of(String header) {
    return new Columns(Arrays.asList(withoutMark(header).split("\t", -1)));
  }

  /**
   * The place of a column.
   *
   * @throws InputException when there is none of that name
   */
  public int require(String name) {
    int at = names.indexOf(name);
    if (at < 0) {
      throw new InputException(
          "There is no column \"" + name + "\"; the first line names " + names + ".");
    }
    return at;
  }

  /** The cell of that column in {@code line}; null without such a column, or when it is empty. */
  public String optional(String name, String line) {
    int at = names.indexOf(name);
    return at < 0 ? null : nullIfEmpty(cell(at, line));
  }

  /** The cell at that place; empty in a line that is too short. */
  public String cell(int at, String line) {
    String[] cells = line.split("\t", -1);
    return at < cells.length ? cells[at] : "";
  }

  private static String nullIfEmpty(String cell) {
    return cell.isEmpty() ? null : cell;
  }

  private static String withoutMark(String header) {
    return header.startsWith("\ufeff") ? header.substring(1) : header;
  }
}

package io.clozeline.deploy.evaluate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPInputStream;

/**
 * Labelled texts of a TSV file: a header line with the columns {@code text}, or {@code text_a} and
 * {@code text_b}, and {@code label}; no quoting; further columns are passed over. A name that ends
 * in {@code .gz} is read through gzip.
 */
public record LabelledSet(List<Row> rows) {
  private static final String SHIPPED = "/demo/reviews.tsv";

  /**
   * A labelled text.
   *
   * @param textB null for a single text
   */
  public record Row(String text, String textB, String label) {}

  public LabelledSet {
    rows = List.copyOf(rows);
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException with the line, when it is not such a file
   */
  public static LabelledSet read(Path file) throws IOException {
    try (InputStream raw = Files.newInputStream(file);
        InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return read(file.getFileName().toString(), reader);
    }
  }

  /** The review sentences that come with the project, in the order of their file. */
  public static LabelledSet shipped() {
    var in = LabelledSet.class.getResourceAsStream(SHIPPED);
    try (var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return read(SHIPPED, reader);
    } catch (IOException e) {
      throw new UncheckedIOException(SHIPPED, e);
    }
  }

  /** Reads from an open reader; {@code name} is for messages. */
  public static LabelledSet read(String name, BufferedReader reader) throws IOException {
    String header = reader.readLine();
    if (header == null) {
      throw new IllegalArgumentException(name + " is empty");
    }
    List<String> columns = Arrays.asList(header.split("\t", -1));
    int text = Math.max(columns.indexOf("text"), columns.indexOf("text_a"));
    int textB = columns.indexOf("text_b");
    int label = columns.indexOf("label");
    if (text < 0 || label < 0) {
      throw new IllegalArgumentException(
          name
              + " needs a header with the columns text (or text_a, text_b) and label, not "
              + columns);
    }
    List<Row> rows = new ArrayList<>();
    int number = 1;
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      number++;
      String[] cells = line.split("\t", -1);
      if (cells.length <= Math.max(Math.max(text, textB), label)) {
        throw new IllegalArgumentException(
            name + " line " + number + " has " + cells.length + " columns");
      }
      String second = textB < 0 || cells[textB].isEmpty() ? null : cells[textB];
      rows.add(new Row(cells[text], second, cells[label]));
    }
    return new LabelledSet(rows);
  }

  /** The rows that are not among {@code others}. */
  public LabelledSet without(LabelledSet others) {
    var taken = new HashSet<>(others.rows());
    return new LabelledSet(rows.stream().filter(row -> !taken.contains(row)).toList());
  }

  /** The first {@code limit} rows. */
  public LabelledSet first(int limit) {
    return new LabelledSet(rows.subList(0, Math.min(limit, rows.size())));
  }

  /**
   * The same rows with labels of the task: as they are, or, where they are numbers, by their place
   * among {@code labels}.
   */
  public LabelledSet withLabels(List<String> labels) {
    boolean known = rows.stream().allMatch(row -> labels.contains(row.label()));
    return known
        ? this
        : new LabelledSet(
            rows.stream()
                .map(row -> new Row(row.text(), row.textB(), named(row.label(), labels)))
                .toList());
  }

  /**
   * {@code k} rows of each label, drawn at random; the same seed draws the same rows.
   *
   * @throws IllegalArgumentException when a label has fewer than {@code k}
   */
  public LabelledSet shots(int k, long seed) {
    Map<String, List<Row>> byLabel = new LinkedHashMap<>();
    rows.forEach(row -> byLabel.computeIfAbsent(row.label(), l -> new ArrayList<>()).add(row));
    var random = new Random(seed);
    List<Row> drawn = new ArrayList<>();
    byLabel.keySet().stream()
        .sorted()
        .forEach(label -> drawn.addAll(draw(label, byLabel.get(label), k, random)));
    java.util.Collections.shuffle(drawn, random);
    return new LabelledSet(drawn);
  }

  private static List<Row> draw(String label, List<Row> rows, int k, Random random) {
    if (rows.size() < k) {
      throw new IllegalArgumentException(
          "the label \"" + label + "\" has " + rows.size() + " rows, fewer than " + k);
    }
    java.util.Collections.shuffle(rows, random);
    return rows.subList(0, k);
  }

  private static String named(String label, List<String> labels) {
    try {
      return labels.get(Integer.parseInt(label));
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException(
          "the label \"" + label + "\" is none of the task's " + labels, e);
    }
  }
}

package io.clozeline.deploy.evaluate;

import io.clozeline.deploy.evaluate.data.Item;
import io.clozeline.deploy.evaluate.data.TsvItems;
import io.clozeline.deploy.evaluate.data.Where;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
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
    List<Row> rows = new ArrayList<>();
    for (Item item : new TsvItems().read(name, reader, Where.ALL)) {
      if (item.label() == null) {
        throw new IllegalArgumentException(name + " has a row without a label");
      }
      rows.add(new Row(item.text(), item.textB(), item.label()));
    }
    return new LabelledSet(rows);
  }

  /** The rows that are not among {@code others}. */
  public LabelledSet without(LabelledSet others) {
    var taken = new HashSet<>(others.rows());
    return new LabelledSet(rows.stream().filter(row -> !taken.contains(row)).toList());
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
    Collections.shuffle(drawn, random);
    return new LabelledSet(drawn);
  }

  private static List<Row> draw(String label, List<Row> rows, int k, Random random) {
    if (rows.size() < k) {
      throw new IllegalArgumentException(
          "the label \"" + label + "\" has " + rows.size() + " rows, fewer than " + k);
    }
    Collections.shuffle(rows, random);
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

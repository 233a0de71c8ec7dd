package io.clozeline.deploy.task;

import io.clozeline.deploy.input.Columns;
import io.clozeline.events.task.TaskDefinition;
import io.clozeline.events.topic.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Task definitions with published patterns and words, or that show a kind, ready to be put. */
public final class Presets {
  private static final String FOLDER = "/presets/";
  private static final String INDEX = "index.tsv";

  private Presets() {}

  /**
   * A preset.
   *
   * @param source where its patterns and words are from
   */
  public record Preset(TaskDefinition task, String source) {}

  /** All of them by name. */
  public static Map<String, Preset> all() {
    List<String> lines = new String(bytes(INDEX), StandardCharsets.UTF_8).lines().toList();
    Columns columns = Columns.of(lines.get(0));
    var all = new TreeMap<String, Preset>();
    for (String line : lines.subList(1, lines.size())) {
      String name = columns.cell(columns.require("preset"), line);
      String source = columns.cell(columns.require("source"), line);
      all.put(name, new Preset(definition(bytes(name + ".json")), source));
    }
    return all;
  }

  /** The preset of that name. */
  public static Optional<TaskDefinition> find(String name) {
    return Optional.ofNullable(all().get(name)).map(Preset::task);
  }

  /**
   * The definition in a file, or, where there is no such file, the preset of that name.
   *
   * @throws IllegalArgumentException when there is neither
   */
  public static TaskDefinition fileOrName(String fileOrName) {
    Path file = Path.of(fileOrName);
    try {
      if (Files.isRegularFile(file)) {
        return definition(Files.readAllBytes(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
    return find(fileOrName)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no file and no preset "
                        + fileOrName
                        + "; \"clozeline tasks presets\" lists those."));
  }

  private static TaskDefinition definition(byte[] json) {
    return Topics.TASKS.codec().decode(json);
  }

  private static byte[] bytes(String name) {
    try (InputStream in = Presets.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("the preset file " + name + " is missing");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }
}

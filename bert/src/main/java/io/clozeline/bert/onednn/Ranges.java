package io.clozeline.bert.onednn;

import io.clozeline.bert.ModelDirectory;
import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.graph.Site;
import io.clozeline.bert.safetensors.SafeTensors;
import io.clozeline.bert.safetensors.SafeTensorsWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;

/**
 * What ranges a model's numbers have on ordinary text where they go into products: found once, and
 * kept beside the model as {@code ranges.safetensors}.
 */
final class Ranges {
  private static final String FILE = "ranges.safetensors";

  private final ModelInfo model;
  private final Map<String, Range> byName = new HashMap<>();

  Ranges(ModelInfo model) {
    this.model = model;
  }

  /** Reads those of a model; finds them when nobody has before, which takes seconds. */
  static Ranges of(ModelDirectory directory) {
    Path file = directory.path().resolve(FILE);
    if (Files.isRegularFile(file)) {
      return read(directory.info(), file);
    }
    Ranges found = Calibration.run(directory);
    try {
      found.write(file);
    } catch (IOException readOnly) {
      // Each start finds them anew then.
    }
    return found;
  }

  /** The range of what goes into the product at a site. */
  Range at(int layer, Site site) {
    return byName.computeIfAbsent(name(layer, site), name -> Range.of(site.in(model)));
  }

  private static String name(int layer, Site site) {
    return "layer_" + layer + "." + site.text();
  }

  private static Ranges read(ModelInfo model, Path file) {
    var ranges = new Ranges(model);
    SafeTensors stored = SafeTensors.read(file);
    for (int layer = 0; layer < model.layers(); layer++) {
      for (Site site : Site.values()) {
        String name = name(layer, site);
        ranges.byName.put(
            name,
            new Range(
                stored.require(name + ".low", site.in(model)).floats(),
                stored.require(name + ".high", site.in(model)).floats()));
      }
    }
    return ranges;
  }

  private void write(Path file) throws IOException {
    var writer = new SafeTensorsWriter();
    byName.forEach(
        (name, range) ->
            writer
                .tensor(name + ".low", range.low(), range.low().length)
                .tensor(name + ".high", range.high(), range.high().length));
    Path fresh = file.resolveSibling(FILE + "." + ProcessHandle.current().pid());
    Files.write(fresh, writer.bytes());
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }
}

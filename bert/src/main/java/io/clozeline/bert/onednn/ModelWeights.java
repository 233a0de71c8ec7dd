package io.clozeline.bert.onednn;

import io.clozeline.bert.EncoderWeights;
import io.clozeline.bert.ModelDirectory;
import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.Precision;
import io.clozeline.bert.safetensors.SafeTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

/** The base model's weights, laid out for the products of a precision. Nothing changes them. */
final class ModelWeights implements AutoCloseable {
  private final ModelInfo model;
  private final Format format;
  private final Products products;
  private final Embeddings embeddings;
  private final Norm.Weights embeddingsNorm;
  private final List<LayerWeights> layers = new ArrayList<>();

  /**
   * Takes them from where they have been kept, else lays them out.
   *
   * @param lanes whose products say how
   * @param keeping whether they are kept in the model's directory for the next time
   * @param ranges of the numbers between products, asked for where they are laid out in bytes
   */
  ModelWeights(
      ModelDirectory directory,
      Precision precision,
      Lanes lanes,
      boolean keeping,
      Supplier<Ranges> ranges) {
    this.model = directory.info();
    this.products = lanes.whole().products();
    this.format = Format.of(precision);
    SafeTensors weights = EncoderWeights.open(directory);
    Iterator<Memory> parts = parts(directory, precision, weights, lanes, keeping, ranges);
    embeddings = new Embeddings(Words.of(parts, directory, format), model, weights);
    embeddingsNorm = Norm.Weights.of(parts);
    for (int layer = 0; layer < model.layers(); layer++) {
      layers.add(LayerWeights.of(parts, layer == model.layers() - 1, products));
    }
  }

  private Iterator<Memory> parts(
      ModelDirectory directory,
      Precision precision,
      SafeTensors weights,
      Lanes lanes,
      boolean keeping,
      Supplier<Ranges> ranges) {
    Path file =
        directory.path().resolve("packed-" + precision.text() + "-" + products.layout() + ".bin");
    try {
      if (keeping && Files.isRegularFile(file)) {
        return PackedWeights.read(file);
      }
    } catch (IOException damaged) {
      // It is written anew.
    }
    Ranges found = ranges.get(); // by an encoder of its own, in the same thread
    List<Memory> parts = lanes.beside(() -> pack(directory, weights, found));
    try {
      if (keeping) {
        PackedWeights.write(file, parts);
        parts.forEach(Memory::close);
        return PackedWeights.read(file);
      }
    } catch (IOException readOnly) {
      // Each start lays them out anew then.
    }
    return parts.iterator();
  }

  private List<Memory> pack(ModelDirectory directory, SafeTensors weights, Ranges rangesOrNull) {
    List<Memory> parts = new ArrayList<>(Words.pack(directory, format));
    for (String name : List.of("embeddings.norm.gamma", "embeddings.norm.beta")) {
      parts.add(Memory.of(weights.require(name, model.hidden()).floats()));
    }
    for (int layer = 0; layer < model.layers(); layer++) {
      parts.addAll(
          LayerWeights.pack(new StoredLayer(weights, model, layer, rangesOrNull), products));
    }
    return parts;
  }

  Embeddings embeddings() {
    return embeddings;
  }

  Norm.Weights embeddingsNorm() {
    return embeddingsNorm;
  }

  LayerWeights layer(int layer) {
    return layers.get(layer);
  }

  @Override
  public void close() {
    layers.forEach(LayerWeights::close);
    embeddingsNorm.close();
    embeddings.close();
  }
}

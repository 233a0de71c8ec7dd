package io.clozeline.bert.onednn;

import io.clozeline.bert.EncoderWeights;
import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.graph.Site;
import io.clozeline.bert.safetensors.SafeTensors;

/**
 * One layer's weights as its products like them.
 *
 * @param query of query, key and value; in the last layer of the query alone
 * @param keyValue of key and value in the last layer, where only some rows ask; else null
 */
record LayerWeights(
    Product.Weights query,
    Product.Weights keyValue,
    Product.Weights attentionOutput,
    Norm.Weights attentionNorm,
    Product.Weights intermediate,
    Product.Weights output,
    Norm.Weights outputNorm)
    implements AutoCloseable {

  /** Reads a layer before the last. */
  static LayerWeights read(
      SafeTensors file, ModelInfo model, int layer, Products products, Ranges rangesOrNull) {
    var stored = new Stored(file, model, layer, rangesOrNull);
    var qkv = stored.dense(Site.QKV, products.qkv());
    return read(stored, qkv, null, products);
  }

  /** Reads the last layer. */
  static LayerWeights readLast(
      SafeTensors file, ModelInfo model, Products products, Ranges rangesOrNull) {
    var stored = new Stored(file, model, model.layers() - 1, rangesOrNull);
    int hidden = model.hidden();
    float[] kernel = stored.floats("qkv.kernel");
    float[] bias = stored.floats("qkv.bias");
    return read(
        stored,
        products
            .query()
            .pack(
                columns(kernel, 3 * hidden, 0, hidden),
                columns(bias, 3 * hidden, 0, hidden),
                stored.range(Site.QKV)),
        products
            .keyValue()
            .pack(
                columns(kernel, 3 * hidden, hidden, 2 * hidden),
                columns(bias, 3 * hidden, hidden, 2 * hidden),
                stored.range(Site.QKV)),
        products);
  }

  private static LayerWeights read(
      Stored stored, Product.Weights query, Product.Weights keyValue, Products products) {
    return new LayerWeights(
        query,
        keyValue,
        stored.dense(Site.ATTENTION_OUTPUT, products.attentionOutput()),
        stored.norm("attention_norm"),
        stored.dense(Site.INTERMEDIATE, products.intermediate()),
        stored.dense(Site.OUTPUT, products.output()),
        stored.norm("output_norm"));
  }

  private record Stored(SafeTensors file, ModelInfo model, int layer, Ranges rangesOrNull) {
    float[] floats(String name) {
      String full = "layer_" + layer + "." + name;
      return file.require(full, EncoderWeights.shapes(model).get(full)).floats();
    }

    Product.Weights dense(Site site, Product product) {
      String name = site.text();
      return product.pack(floats(name + ".kernel"), floats(name + ".bias"), range(site));
    }

    Range range(Site site) {
      return rangesOrNull == null ? null : rangesOrNull.at(layer, site);
    }

    Norm.Weights norm(String name) {
      return Norm.Weights.of(floats(name + ".gamma"), floats(name + ".beta"));
    }
  }

  private static float[] columns(float[] matrix, int width, int from, int count) {
    int rows = matrix.length / width;
    float[] cut = new float[rows * count];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(matrix, row * width + from, cut, row * count, count);
    }
    return cut;
  }

  @Override
  public void close() {
    query.close();
    if (keyValue != null) {
      keyValue.close();
    }
    attentionOutput.close();
    attentionNorm.close();
    intermediate.close();
    output.close();
    outputNorm.close();
  }
}

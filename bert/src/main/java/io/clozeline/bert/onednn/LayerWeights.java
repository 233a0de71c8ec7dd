package io.clozeline.bert.onednn;

import io.clozeline.bert.EncoderWeights;
import io.clozeline.bert.ModelInfo;
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
  static LayerWeights read(SafeTensors file, ModelInfo model, int layer, Products products) {
    var stored = new Stored(file, model, "layer_" + layer + ".");
    var qkv = products.qkv().pack(stored.floats("qkv.kernel"), stored.floats("qkv.bias"));
    return read(stored, qkv, null, products);
  }

  /** Reads the last layer. */
  static LayerWeights readLast(SafeTensors file, ModelInfo model, Products products) {
    var stored = new Stored(file, model, "layer_" + (model.layers() - 1) + ".");
    int hidden = model.hidden();
    float[] kernel = stored.floats("qkv.kernel");
    float[] bias = stored.floats("qkv.bias");
    return read(
        stored,
        products
            .query()
            .pack(columns(kernel, 3 * hidden, 0, hidden), columns(bias, 3 * hidden, 0, hidden)),
        products
            .keyValue()
            .pack(
                columns(kernel, 3 * hidden, hidden, 2 * hidden),
                columns(bias, 3 * hidden, hidden, 2 * hidden)),
        products);
  }

  private static LayerWeights read(
      Stored stored, Product.Weights query, Product.Weights keyValue, Products products) {
    return new LayerWeights(
        query,
        keyValue,
        stored.dense("attention_output", products.attentionOutput()),
        stored.norm("attention_norm"),
        stored.dense("intermediate", products.intermediate()),
        stored.dense("output", products.output()),
        stored.norm("output_norm"));
  }

  private record Stored(SafeTensors file, ModelInfo model, String layer) {
    float[] floats(String name) {
      String full = layer + name;
      return file.require(full, EncoderWeights.shapes(model).get(full)).floats();
    }

    Product.Weights dense(String name, Product product) {
      return product.pack(floats(name + ".kernel"), floats(name + ".bias"));
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

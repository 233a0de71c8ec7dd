package io.clozeline.bert.onednn;

import io.clozeline.bert.ModelInfo;

/** The products of a layer, which all layers share. */
final class Products implements AutoCloseable {
  private final Product qkv;
  private final Product query;
  private final Product keyValue;
  private final Product attentionOutput;
  private final Product intermediate;
  private final Product plainIntermediate;
  private final Product output;

  Products(Dnnl dnnl, ModelInfo model) {
    int hidden = model.hidden();
    int wide = model.intermediate();
    qkv = new Product(dnnl, hidden, 3 * hidden, Product.Then.NOTHING);
    query = new Product(dnnl, hidden, hidden, Product.Then.NOTHING);
    keyValue = new Product(dnnl, hidden, 2 * hidden, Product.Then.NOTHING);
    attentionOutput = new Product(dnnl, hidden, hidden, Product.Then.ADDED);
    intermediate = new Product(dnnl, hidden, wide, Product.Then.GELU);
    plainIntermediate = intermediate.then(Product.Then.NOTHING);
    output = new Product(dnnl, wide, hidden, Product.Then.ADDED);
  }

  Product qkv() {
    return qkv;
  }

  /** That of the query alone. */
  Product query() {
    return query;
  }

  Product keyValue() {
    return keyValue;
  }

  /** Added to what went into the layer. */
  Product attentionOutput() {
    return attentionOutput;
  }

  /** With its GELU. */
  Product intermediate() {
    return intermediate;
  }

  /** Without its GELU, over the same weights. */
  Product plainIntermediate() {
    return plainIntermediate;
  }

  /** Added to what came out of attention. */
  Product output() {
    return output;
  }

  @Override
  public void close() {
    qkv.close();
    query.close();
    keyValue.close();
    attentionOutput.close();
    plainIntermediate.close();
    intermediate.close();
    output.close();
  }
}

package io.clozeline.bert.onednn;

import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.Precision;

/** The products of a layer, which all layers share. */
final class Products implements AutoCloseable {
  // Of 0.4 to 1.0, what keeps the vectors of reviews nearest to those of fp32.
  private static final double MOVED = 0.6;

  private final Scratch bytes = new Scratch();
  private final Product qkv;
  private final Product query;
  private final Product keyValue;
  private final Product attentionOutput;
  private final Product intermediate;
  private final Product plainIntermediate;
  private final Product output;

  Products(Dnnl dnnl, ModelInfo model, Precision precision) {
    int hidden = model.hidden();
    int wide = model.intermediate();
    qkv = product(dnnl, precision, hidden, 3 * hidden, Product.Then.NOTHING);
    query = product(dnnl, precision, hidden, hidden, Product.Then.NOTHING);
    keyValue = product(dnnl, precision, hidden, 2 * hidden, Product.Then.NOTHING);
    attentionOutput = product(dnnl, precision, hidden, hidden, Product.Then.ADDED);
    intermediate = product(dnnl, precision, hidden, wide, Product.Then.GELU);
    plainIntermediate = intermediate.then(Product.Then.NOTHING);
    // Out of GELU come single columns ten times as large as the others: bytes would lose too much.
    output = product(dnnl, Precision.FP32, wide, hidden, Product.Then.ADDED);
  }

  private Product product(Dnnl dnnl, Precision precision, int in, int out, Product.Then then) {
    return precision == Precision.INT8
        ? new Int8Product(dnnl, in, out, then, MOVED, bytes)
        : new FloatProduct(dnnl, in, out, then);
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
    bytes.close();
  }
}

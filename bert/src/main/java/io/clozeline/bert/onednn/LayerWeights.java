package io.clozeline.bert.onednn;

import io.clozeline.bert.graph.Site;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

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
    FeedForward.Weights feedForward,
    Norm.Weights outputNorm)
    implements AutoCloseable {

  /** Lays a layer out, in parts that may be kept. */
  static List<Memory> pack(StoredLayer stored, Products products) {
    List<Memory> parts = new ArrayList<>();
    StoredDense qkv = stored.dense(Site.QKV);
    if (stored.last()) {
      int hidden = qkv.out() / 3;
      parts.addAll(products.query().pack(qkv.columns(IntStream.range(0, hidden).toArray())));
      parts.addAll(
          products.keyValue().pack(qkv.columns(IntStream.range(hidden, 3 * hidden).toArray())));
    } else {
      parts.addAll(products.qkv().pack(qkv));
    }
    parts.addAll(products.attentionOutput().pack(stored.dense(Site.ATTENTION_OUTPUT)));
    parts.addAll(stored.norm("attention_norm"));
    parts.addAll(
        products.feedForward().pack(stored.dense(Site.INTERMEDIATE), stored.dense(Site.OUTPUT)));
    parts.addAll(stored.norm("output_norm"));
    return parts;
  }

  /** Takes its parts from the next ones. */
  static LayerWeights of(Iterator<Memory> parts, boolean last, Products products) {
    return new LayerWeights(
        last ? products.query().weights(parts) : products.qkv().weights(parts),
        last ? products.keyValue().weights(parts) : null,
        products.attentionOutput().weights(parts),
        Norm.Weights.of(parts),
        products.feedForward().weights(parts),
        Norm.Weights.of(parts));
  }

  @Override
  public void close() {
    query.close();
    if (keyValue != null) {
      keyValue.close();
    }
    attentionOutput.close();
    attentionNorm.close();
    feedForward.close();
    outputNorm.close();
  }
}

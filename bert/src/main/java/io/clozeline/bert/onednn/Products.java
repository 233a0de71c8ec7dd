package io.clozeline.bert.onednn;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.bytedeco.dnnl.global.dnnl.dnnl_f16;
import static org.bytedeco.dnnl.global.dnnl.dnnl_f32;

import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.Precision;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The products of a layer, which all layers share. */
final class Products implements AutoCloseable {
  // Of what is packed, and of how its numbers are found.
  private static final int FORMAT = 1;

  private final Scratch bytes = new Scratch();
  private final Product qkv;
  private final Product query;
  private final Product keyValue;
  private final Product attentionOutput;
  private final FeedForward feedForward;

  Products(Dnnl dnnl, ModelInfo model, Precision precision, LowRank lowRank, Watch watch) {
    int hidden = model.hidden();
    qkv = product(dnnl, precision, hidden, 3 * hidden);
    query = product(dnnl, precision, hidden, hidden);
    keyValue = product(dnnl, precision, hidden, 2 * hidden);
    attentionOutput = product(dnnl, precision, hidden, hidden);
    feedForward =
        switch (precision) {
          case INT8 -> new Int8FeedForward(dnnl, model, bytes, lowRank);
          default -> new FloatFeedForward(dnnl, model, weights(precision), lowRank, watch);
        };
  }

  private static int weights(Precision precision) {
    return precision == Precision.FP16 ? dnnl_f16 : dnnl_f32;
  }

  private Product product(Dnnl dnnl, Precision precision, int in, int out) {
    return precision == Precision.INT8
        ? new Int8Product(dnnl, in, out, Int8Product.MOVED, bytes)
        : new FloatProduct(dnnl, weights(precision), in, out);
  }

  /** A digest of how weights lie and of what they are, which differs between processors. */
  String layout() {
    String layouts =
        Stream.of(qkv, query, keyValue, attentionOutput)
            .map(Product::layout)
            .collect(Collectors.joining());
    String all = FORMAT + " " + Int8Product.MOST_WEIGHT + layouts + feedForward.layout();
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(all.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest, 0, Long.BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
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

  Product attentionOutput() {
    return attentionOutput;
  }

  FeedForward feedForward() {
    return feedForward;
  }

  @Override
  public void close() {
    qkv.close();
    query.close();
    keyValue.close();
    attentionOutput.close();
    feedForward.close();
    bytes.close();
  }
}

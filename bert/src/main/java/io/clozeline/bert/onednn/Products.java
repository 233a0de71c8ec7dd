package io.clozeline.bert.onednn;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.bytedeco.dnnl.global.dnnl.dnnl_bf16;
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
  private static final int FORMAT = 5;

  private final Format format;
  private final Scratch bytes = new Scratch();
  private final Product qkv;
  private final Product query;
  private final Product keyValue;
  private final Product attentionOutput;
  private final FeedForward feedForward;

  Products(
      Dnnl dnnl,
      ModelInfo model,
      Precision precision,
      Format format,
      LowRank lowRank,
      Watch watch) {
    this.format = format;
    int hidden = model.hidden();
    qkv = product(dnnl, precision, hidden, 3 * hidden);
    query = product(dnnl, precision, hidden, hidden);
    keyValue = product(dnnl, precision, hidden, 2 * hidden);
    attentionOutput = product(dnnl, precision, hidden, hidden);
    feedForward =
        switch (precision) {
          case INT8 -> new Int8FeedForward(dnnl, model, format, bytes, lowRank);
          default -> new FloatFeedForward(dnnl, model, format, weights(precision), lowRank, watch);
        };
  }

  /** oneDNN's number for the format of weights that are not bytes. */
  static int weights(Precision precision) {
    return switch (precision) {
      case FP16 -> dnnl_f16;
      case BF16 -> dnnl_bf16;
      default -> dnnl_f32;
    };
  }

  private Product product(Dnnl dnnl, Precision precision, int in, int out) {
    return precision == Precision.INT8
        ? new Int8Product(dnnl, format, in, out, true, bytes)
        : new FloatProduct(dnnl, format, weights(precision), in, out);
  }

  /** A digest of how weights lie and of what they are, which differs between processors. */
  String layout() {
    String layouts =
        Stream.of(qkv, query, keyValue, attentionOutput)
            .map(Product::layout)
            .collect(Collectors.joining());
    String all = FORMAT + " " + format + Int8Product.MOST_WEIGHT + layouts + feedForward.layout();
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

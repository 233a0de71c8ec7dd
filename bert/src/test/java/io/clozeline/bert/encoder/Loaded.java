package io.clozeline.bert.encoder;

import io.clozeline.bert.Precision;
import io.clozeline.bert.Prepared;
import io.clozeline.bert.Processor;
import io.clozeline.bert.onednn.OneDnnEncoder;

/** The encoders that must all give the same. */
enum Loaded {
  TENSORFLOW_FP32(1e-4, 1e-4),
  TENSORFLOW_BF16(0.15, 0.15),
  ONEDNN_FP32(1e-4, 1e-4),
  ONEDNN_FP16(1e-4, 1e-4),
  ONEDNN_BF16(1e-4, 0.15),
  ONEDNN_INT8(1e-4, Processor.here().fasterInBf16() ? 0.15 : 1e-4);

  private final double tolerance;
  private final double rounding;

  Loaded(double tolerance, double rounding) {
    this.tolerance = tolerance;
    this.rounding = rounding;
  }

  Encoder encoder() {
    return switch (this) {
      case TENSORFLOW_FP32 -> Prepared.encoder(Precision.FP32);
      case TENSORFLOW_BF16 -> Prepared.encoder(Precision.BF16);
      case ONEDNN_FP32 -> oneDnn(Precision.FP32);
      case ONEDNN_FP16 -> oneDnn(Precision.FP16);
      case ONEDNN_BF16 -> oneDnn(Precision.BF16);
      case ONEDNN_INT8 -> oneDnn(Precision.INT8);
    };
  }

  private static Encoder oneDnn(Precision precision) {
    return new FallbackEncoder(
        Prepared.oneDnn(precision),
        OneDnnEncoder::computes,
        () -> Prepared.encoder(Precision.FP32));
  }

  /** How far numbers of a vector may be apart alone and in a batch. */
  double tolerance() {
    return tolerance;
  }

  /**
   * How far they may be apart where an adapter that changes nothing has them rounded more often.
   */
  double rounding() {
    return rounding;
  }
}

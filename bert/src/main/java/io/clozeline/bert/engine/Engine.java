package io.clozeline.bert.engine;

import io.clozeline.bert.ModelDirectory;
import io.clozeline.bert.Precision;
import io.clozeline.bert.encoder.Encoder;
import io.clozeline.bert.encoder.FallbackEncoder;
import io.clozeline.bert.onednn.OneDnnEncoder;
import io.clozeline.bert.tensorflow.TensorFlowEncoder;
import java.util.Locale;

/** What computes the encoder. */
public enum Engine {
  /**
   * oneDNN, called directly: every precision, bf16 where the processor has instructions for it; the
   * base model and LoRA. Adapters of other methods are computed by TensorFlow, which is loaded by
   * the first of them.
   */
  ONEDNN,
  /** TensorFlow: fp32 and bf16, each method. */
  TENSORFLOW;

  /** The faster one on this machine for that precision. */
  public static Engine fastest(Precision precision) {
    return OneDnnEncoder.computes(precision) && OneDnnEncoder.available() ? ONEDNN : TENSORFLOW;
  }

  /**
   * The fastest precision on this machine whose vectors are as good as those of fp32: bf16 where
   * the processor has instructions for it, else fp16 where oneDNN has a kernel for it, else fp32.
   */
  public static Precision fastestPrecision() {
    Precision plain = Precision.fastest();
    return plain == Precision.FP32 && OneDnnEncoder.available() && OneDnnEncoder.fastInFp16()
        ? Precision.FP16
        : plain;
  }

  /** The precision to serve in when nobody has said one. */
  public Precision precision() {
    return this == ONEDNN ? fastestPrecision() : Precision.fastest();
  }

  /**
   * Opens an encoder.
   *
   * @param threads native threads of one batch
   * @throws IllegalArgumentException when it has no code for that precision
   */
  public Encoder open(ModelDirectory directory, Precision precision, int threads) {
    if (this == TENSORFLOW) {
      return TensorFlowEncoder.open(directory, precision, threads);
    }
    return new FallbackEncoder(
        OneDnnEncoder.open(directory, precision, threads),
        OneDnnEncoder::computes,
        () -> TensorFlowEncoder.open(directory, precision.inTensorFlow(), threads));
  }

  /** Lower-case name, as in configuration. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}

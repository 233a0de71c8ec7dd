package io.clozeline.bert;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.clozeline.bert.onednn.OneDnnEncoder;
import io.clozeline.bert.setup.Cache;
import io.clozeline.bert.setup.ModelName;
import io.clozeline.bert.setup.ModelSetup;
import io.clozeline.bert.setup.NativeSetup;
import io.clozeline.bert.setup.Progress;
import io.clozeline.bert.tensorflow.TensorFlowEncoder;
import java.util.EnumMap;
import java.util.Map;

/**
 * The real model, prepared in the machine's cache, and one encoder per precision for all tests of
 * the module.
 */
public final class Prepared {
  /** Native threads of whatever the tests open. */
  public static final int THREADS = 2;

  private static final Map<Precision, TensorFlowEncoder> ENCODERS = new EnumMap<>(Precision.class);
  private static final Map<Precision, OneDnnEncoder> ONEDNN = new EnumMap<>(Precision.class);
  private static ModelDirectory directory;

  private Prepared() {}

  /** The directory of bert-base-uncased; the natives are in use after this call. */
  public static synchronized ModelDirectory directory() {
    if (directory == null) {
      NativeSetup.use(NativeSetup.prepare(Cache.standard(), Progress.SILENT));
      directory =
          ModelSetup.prepare(ModelName.BERT_BASE_UNCASED, Cache.standard(), Progress.SILENT);
    }
    return directory;
  }

  /** The encoder of a precision, opened once and left open. */
  public static synchronized TensorFlowEncoder encoder(Precision precision) {
    return ENCODERS.computeIfAbsent(
        precision, missing -> TensorFlowEncoder.open(directory(), missing, THREADS));
  }

  /** The encoder on oneDNN of a precision, opened once and left open. */
  public static synchronized OneDnnEncoder oneDnn(Precision precision) {
    assumeTrue(
        precision != Precision.FP16 || OneDnnEncoder.fastInFp16(),
        "oneDNN has no kernel for weights of 16 bits on this processor");
    assumeTrue(
        OneDnnEncoder.computes(precision),
        "this processor has no instructions for " + precision.text());
    return ONEDNN.computeIfAbsent(precision, missing -> OneDnnEncoder.open(directory(), missing));
  }
}

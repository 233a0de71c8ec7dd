package io.clozeline.bert.graph;

import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.Precision;
import java.util.Map;
import java.util.TreeMap;
import org.tensorflow.Operand;
import org.tensorflow.Signature;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TFloating;

/** The graph that serves, and the names under which it is fed. */
public final class ServingGraph {
  /** Key of the signature. */
  public static final String SIGNATURE = "encode";

  /** Name of the output, {@code [selected, hidden]}. */
  public static final String VECTORS = "vectors";

  private ServingGraph() {}

  /** The TensorFlow type of a precision. */
  public static Class<? extends TFloating> type(Precision precision) {
    return switch (precision) {
      case FP32 -> TFloat32.class;
      case BF16 -> TBfloat16.class;
    };
  }

  /**
   * Builds the graph with the fastest kernels that run here, and describes its inputs and its
   * output.
   */
  public static <T extends TFloating> Signature build(
      Ops tf, ModelInfo model, Variables<T> weights) {
    SequenceInputs inputs = SequenceInputs.placeholders(tf);
    ServedLora<T> lora = new ServedLora<>(tf, weights.type(), model);
    Operand<TFloat32> vectors =
        new EncoderGraph<>(tf, model, weights, kernels(tf, weights.type())).build(inputs, lora);
    Signature.Builder signature = Signature.builder().key(SIGNATURE).output(VECTORS, vectors);
    named(inputs, lora).forEach(signature::input);
    return signature.build();
  }

  private static <T extends TFloating> Kernels<T> kernels(Ops tf, Class<T> type) {
    if (!OneDnnKernels.available(type)) {
      return new PlainKernels<>(tf, type);
    }
    // In fp32 the reordered copy would cost 340 MB and win nothing.
    return new OneDnnKernels<>(tf, type, type == TBfloat16.class);
  }

  private static Map<String, Operand<?>> named(SequenceInputs inputs, ServedLora<?> lora) {
    Map<String, Operand<?>> named = new TreeMap<>(lora.placeholders());
    named.put("input_ids", inputs.inputIds());
    named.put("type_ids", inputs.typeIds());
    named.put("lengths", inputs.lengths());
    named.put("selected", inputs.selected());
    return named;
  }

  /** The name of a site's input: {@code what} is {@code a}, {@code b} or {@code ranks}. */
  public static String loraInput(Site site, String what) {
    return ServedLora.inputName(site, what);
  }
}

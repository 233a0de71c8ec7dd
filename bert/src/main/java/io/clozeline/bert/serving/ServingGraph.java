package io.clozeline.bert.serving;

import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.Precision;
import io.clozeline.bert.graph.Adaptation;
import io.clozeline.bert.graph.EncoderGraph;
import io.clozeline.bert.graph.SequenceInputs;
import io.clozeline.bert.graph.Weights;
import io.clozeline.bert.method.Served;
import io.clozeline.bert.method.ServedInputs;
import io.clozeline.bert.method.Together;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tensorflow.Operand;
import org.tensorflow.Signature;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TFloating;

/** A graph that serves adapters of some methods, and the names under which it is fed. */
public final class ServingGraph {
  /** Name of the output, {@code [selected, hidden]}. */
  public static final String VECTORS = "vectors";

  private ServingGraph() {}

  /** The TensorFlow type of a precision. */
  public static Class<? extends TFloating> type(Precision precision) {
    return switch (precision) {
      case FP32 -> TFloat32.class;
      case BF16 -> TBfloat16.class;
      case FP16, INT8 ->
          throw new IllegalArgumentException("there is no graph in " + precision.text());
    };
  }

  /**
   * Builds the graph with the fastest kernels that run here, and describes its inputs and its
   * output.
   *
   * @param key of the signature
   * @param methods whose adapters it serves
   */
  public static <T extends TFloating> Signature build(
      Ops tf, ModelInfo model, Weights<T> weights, String key, List<Served> methods) {
    SequenceInputs sequences = SequenceInputs.placeholders(tf);
    var inputs = new ServedInputs<>(tf, weights.type(), model);
    List<Adaptation<T>> parts = new ArrayList<>();
    methods.forEach(method -> parts.add(method.build(inputs)));
    Operand<TFloat32> vectors =
        EncoderGraph.fastest(tf, model, weights).build(sequences, new Together<>(parts));
    Signature.Builder signature = Signature.builder().key(key).output(VECTORS, vectors);
    named(sequences, inputs).forEach(signature::input);
    return signature.build();
  }

  private static Map<String, Operand<?>> named(SequenceInputs sequences, ServedInputs<?> inputs) {
    Map<String, Operand<?>> named = new TreeMap<>(inputs.named());
    named.put("input_ids", sequences.inputIds());
    named.put("type_ids", sequences.typeIds());
    named.put("lengths", sequences.lengths());
    named.put("selected", sequences.selected());
    return named;
  }
}

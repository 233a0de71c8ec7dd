package io.clozeline.bert.setup;

import io.clozeline.bert.EncoderWeights;
import io.clozeline.bert.ModelDirectory;
import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.Precision;
import io.clozeline.bert.graph.MaskedLmTransform;
import io.clozeline.bert.graph.Variables;
import io.clozeline.bert.safetensors.SafeTensorsWriter;
import io.clozeline.bert.serving.ServingGraph;
import io.clozeline.bert.serving.Signatures;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TFloating;

/** Turns weights into the files that services read. */
final class ModelConversion {
  private static final List<String> HEAD_TENSORS =
      List.of(
          "transform.kernel",
          "transform.bias",
          "transform.norm.gamma",
          "transform.norm.beta",
          "output.bias",
          "embeddings.word");

  private static final int WEIGHTS_AT_ONCE = 32;

  private final ModelInfo model;
  private final WeightSource.Opening weights;

  ModelConversion(ModelInfo model, WeightSource.Opening weights) {
    this.model = model;
    this.weights = weights;
  }

  /**
   * Writes the SavedModel of a precision: the serving graph and all weights, those of the masked-LM
   * head in fp32.
   */
  void exportEncoder(ModelDirectory directory, Precision precision) throws IOException {
    exportEncoder(directory.savedModel(precision), ServingGraph.type(precision));
  }

  private <T extends TFloating> void exportEncoder(Path folder, Class<T> type) throws IOException {
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Ops tf = Ops.create(graph);
      Variables<T> encoder = new Variables<>(tf, type);
      List<Signature> signatures = new ArrayList<>();
      for (Signatures each : Signatures.values()) {
        signatures.add(ServingGraph.build(tf, model, encoder, each.key(), each.methods()));
      }
      Variables<TFloat32> headWeights = new Variables<>(tf, TFloat32.class);
      new MaskedLmTransform(tf, model, headWeights);
      load(session, tf, encoder);
      load(session, tf, headWeights);
      SavedModelBundle.exporter(folder.toString())
          .withSession(session)
          .withSignatures(signatures.toArray(Signature[]::new))
          .export();
    }
  }

  // A few at a time, so that few fp32 originals are in memory beside the weights.
  private <T extends TFloating> void load(Session session, Ops tf, Variables<T> into) {
    WeightSource source = weights.of(tf);
    List<Map.Entry<String, Variable<T>>> all = List.copyOf(into.all().entrySet());
    for (int from = 0; from < all.size(); from += WEIGHTS_AT_ONCE) {
      Session.Runner runner = session.runner();
      for (Map.Entry<String, Variable<T>> weight :
          all.subList(from, Math.min(from + WEIGHTS_AT_ONCE, all.size()))) {
        runner.addTarget(
            tf.assign(
                weight.getValue(), tf.dtypes.cast(source.value(weight.getKey()), into.type())));
      }
      runner.run().close();
    }
  }

  /** Writes the masked-LM head and the word embeddings, which its decoder is tied to. */
  void exportHead(Path file) throws IOException {
    export(HEAD_TENSORS, file);
  }

  /** Writes the encoder's other weights, see {@link EncoderWeights}. */
  void exportWeights(Path file) throws IOException {
    export(List.copyOf(EncoderWeights.shapes(model).keySet()), file);
  }

  private void export(List<String> names, Path file) throws IOException {
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      WeightSource source = weights.of(Ops.create(graph));
      Session.Runner runner = session.runner();
      names.forEach(name -> runner.fetch(source.value(name)));
      try (Result result = runner.run();
          OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
        write(names, result, out);
      }
    }
  }

  private static void write(List<String> names, Result tensors, OutputStream out)
      throws IOException {
    SafeTensorsWriter writer = new SafeTensorsWriter();
    for (int i = 0; i < names.size(); i++) {
      Tensor tensor = tensors.get(i);
      FloatDataBuffer values = tensor.asRawTensor().data().asFloats();
      writer.tensor(names.get(i), floats(values), tensor.shape().asArray());
    }
    writer.write(out);
  }

  private static float[] floats(FloatDataBuffer values) {
    float[] floats = new float[Math.toIntExact(values.size())];
    values.read(floats);
    return floats;
  }
}

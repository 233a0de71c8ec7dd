package io.clozeline.bert.tensorflow;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.translate.TranslateException;
import io.clozeline.bert.EncoderInput;
import io.clozeline.bert.ModelDirectory;
import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.Precision;
import io.clozeline.bert.Sequence;
import io.clozeline.bert.encoder.Encoder;
import io.clozeline.bert.method.full.Full;
import io.clozeline.bert.method.lora.Lora;
import io.clozeline.bert.serving.Signatures;
import io.clozeline.bert.setup.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.tensorflow.proto.ConfigProto;

/**
 * The encoder on DJL's TensorFlow engine. The native libraries must have been set up before ({@link
 * io.clozeline.bert.setup.NativeSetup#use}).
 */
public final class TensorFlowEncoder implements Encoder {
  private static final String ENGINE = "TensorFlow";

  // Batch and length of what runs before the first text. What is left to compile costs the first
  // texts less than it would cost them to wait for it.
  private static final int[][] FIRST_SHAPES = {{1, 32}, {8, 32}};

  private final ModelInfo info;
  private final Precision precision;
  private final Model model;
  private final Predictor<List<EncoderInput>, float[][][]> predictor;
  private final AnyMethod any;

  private TensorFlowEncoder(ModelInfo info, Precision precision, Model model) {
    this.info = info;
    this.precision = precision;
    this.model = model;
    var inputs = new BatchInputs(info, Signatures.LORA.methods());
    this.predictor = model.newPredictor(new BatchTranslator(inputs, info.hidden()));
    this.any = new AnyMethod(model, info);
  }

  /**
   * Loads the SavedModel of that precision; {@code intraOpThreads} native threads compute one
   * batch.
   */
  public static TensorFlowEncoder open(
      ModelDirectory directory, Precision precision, int intraOpThreads) {
    if (!Precision.OF_TENSORFLOW.contains(precision)) {
      throw new IllegalArgumentException(
          "TensorFlow's encoder computes in fp32 and bf16, not in " + precision.text());
    }
    Path folder = directory.savedModel(precision);
    ConfigProto config =
        ConfigProto.newBuilder()
            .setIntraOpParallelismThreads(intraOpThreads)
            .setInterOpParallelismThreads(1)
            .build();
    Model model = Model.newInstance(folder.getFileName().toString(), ENGINE);
    try {
      model.load(
          folder, null, Map.of("SignatureDefKey", Signatures.LORA.key(), "ConfigProto", config));
      return new TensorFlowEncoder(directory.info(), precision, model);
    } catch (IOException e) {
      model.close();
      throw new UncheckedIOException(
          "could not load the encoder in " + folder + ": " + e.getMessage(), e);
    } catch (MalformedModelException | RuntimeException e) {
      model.close();
      throw new IllegalStateException(
          "the encoder in " + folder + " does not load: " + e.getMessage(), e);
    }
  }

  @Override
  public ModelInfo model() {
    return info;
  }

  @Override
  public Precision precision() {
    return precision;
  }

  @Override
  public float[][][] encode(List<EncoderInput> batch) {
    batch.forEach(this::check);
    if (batch.stream().allMatch(input -> input.sequence().selected().length == 0)) {
      return new float[batch.size()][0][];
    }
    try {
      return batch.stream().allMatch(TensorFlowEncoder::plain)
          ? predictor.predict(batch)
          : any.encode(batch);
    } catch (TranslateException e) {
      throw new IllegalStateException(
          "the engine failed on a batch of " + batch.size() + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void warmUp(Progress progress) {
    for (int i = 0; i < FIRST_SHAPES.length; i++) {
      progress.report("warming up the encoder", (double) i / FIRST_SHAPES.length);
      int length = FIRST_SHAPES[i][1];
      Sequence sequence =
          new Sequence(IntStream.range(0, length).toArray(), new int[length], new int[] {0});
      encode(Collections.nCopies(FIRST_SHAPES[i][0], new EncoderInput(sequence, null)));
    }
    progress.report("warming up the encoder", 1);
  }

  @Override
  public void close() {
    predictor.close();
    model.close();
  }

  /** Whether the graph of low-rank updates will do. */
  private static boolean plain(EncoderInput input) {
    return input.adapter() == null || input.adapter().method() instanceof Lora;
  }

  private void check(EncoderInput input) {
    if (input.adapter() != null && input.adapter().method() instanceof Full) {
      throw new IllegalArgumentException("a fully tuned model has an encoder of its own");
    }
    input.requireFits(info);
  }
}

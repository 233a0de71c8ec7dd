package io.clozeline.deploy.onnxruntime;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.clozeline.bert.EncoderInput;
import io.clozeline.bert.Precision;
import io.clozeline.bert.Sequence;
import io.clozeline.bert.encoder.BatchPlan;
import io.clozeline.bert.encoder.Cosine;
import io.clozeline.bert.encoder.TokenBudget;
import io.clozeline.bert.engine.Engine;
import io.clozeline.bert.onednn.OneDnnEncoder;
import io.clozeline.deploy.console.Table;
import io.clozeline.deploy.evaluate.LabelledSet;
import java.io.ByteArrayInputStream;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The encoder on oneDNN beside ONNX Runtime, over the same weights and texts, in turn, round by
 * round: {@code [CLS]} of each text, as embeddings are made.
 */
public final class OnnxRuntimeBench {
  private static final TokenBudget BUDGET = new TokenBudget(1024, 64);
  private static final int TEXTS = 600;
  private static final int ROUNDS = 5;
  private static final int SHORT_TIMES = 100;
  private static final int[][] FIXED = {{16, 32}, {1, 16}};

  /** Encodes sequences to the vector of {@code [CLS]} of each. */
  @FunctionalInterface
  private interface Candidate {
    float[][] encode(List<Sequence> batch) throws OrtException;
  }

  private OnnxRuntimeBench() {}

  /**
   * Measures.
   *
   * @param arguments a TSV with a column text; else the review sentences of the demo
   */
  public static void main(String[] arguments) throws Exception {
    LabelledSet set =
        arguments.length > 0 ? LabelledSet.read(Path.of(arguments[0])) : LabelledSet.shipped();
    List<Sequence> texts =
        sequences(set.rows().stream().map(LabelledSet.Row::text).limit(TEXTS).toList());
    int threads = Runtime.getRuntime().availableProcessors();
    try (var model = new SmallModel();
        var environment = OrtEnvironment.getEnvironment();
        var options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      Map<String, Candidate> all = new LinkedHashMap<>();
      OrtSession plain = environment.createSession(model.fp32(), options);
      OrtSession small = environment.createSession(model.int8(), options);
      all.put("onnxruntime fp32", batch -> onnxRuntime(environment, plain, batch));
      all.put("onnxruntime int8", batch -> onnxRuntime(environment, small, batch));
      List<OneDnnEncoder> encoders = new ArrayList<>();
      for (Precision precision : OneDnnEncoder.precisions()) {
        var encoder = OneDnnEncoder.open(model.directory(), precision);
        encoders.add(encoder);
        all.put("onednn " + precision.text(), batch -> oneDnn(encoder, batch));
      }
      measure(all, texts);
      encoders.forEach(OneDnnEncoder::close);
      plain.close();
      small.close();
    }
  }

  private static List<Sequence> sequences(List<String> texts) throws Exception {
    try (var tokenizer =
        HuggingFaceTokenizer.newInstance(
            new ByteArrayInputStream(SmallModel.tokenizer()), Map.of("truncation", "true"))) {
      List<Sequence> sequences = new ArrayList<>();
      for (Encoding encoding : tokenizer.batchEncode(texts)) {
        int length = (int) Arrays.stream(encoding.getAttentionMask()).sum();
        int[] ids =
            Arrays.stream(encoding.getIds()).limit(length).mapToInt(id -> (int) id).toArray();
        sequences.add(new Sequence(ids, new int[length], new int[] {0}));
      }
      return sequences;
    }
  }

  private static float[][] oneDnn(OneDnnEncoder encoder, List<Sequence> batch) {
    float[][][] vectors =
        encoder.encode(batch.stream().map(each -> new EncoderInput(each, null)).toList());
    return Arrays.stream(vectors).map(selected -> selected[0]).toArray(float[][]::new);
  }

  private static float[][] onnxRuntime(
      OrtEnvironment environment, OrtSession session, List<Sequence> batch) throws OrtException {
    int longest = batch.stream().mapToInt(Sequence::length).max().orElseThrow();
    long[] ids = new long[batch.size() * longest];
    long[] mask = new long[ids.length];
    for (int i = 0; i < batch.size(); i++) {
      int[] own = batch.get(i).inputIds();
      for (int j = 0; j < own.length; j++) {
        ids[i * longest + j] = own[j];
        mask[i * longest + j] = 1;
      }
    }
    long[] shape = {batch.size(), longest};
    try (var input = OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), shape);
        var attention = OnnxTensor.createTensor(environment, LongBuffer.wrap(mask), shape);
        var types =
            OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[ids.length]), shape);
        var result =
            session.run(
                Map.of("input_ids", input, "attention_mask", attention, "token_type_ids", types))) {
      FloatBuffer all = ((OnnxTensor) result.get(0)).getFloatBuffer();
      float[][] first = new float[batch.size()][SmallModel.HIDDEN];
      for (int i = 0; i < first.length; i++) {
        all.get(i * longest * SmallModel.HIDDEN, first[i]);
      }
      return first;
    }
  }

  private static void measure(Map<String, Candidate> all, List<Sequence> texts)
      throws OrtException {
    Map<String, List<double[]>> rounds = new LinkedHashMap<>();
    Map<String, float[][]> vectors = new LinkedHashMap<>();
    for (int round = 0; round <= ROUNDS; round++) {
      for (var each : all.entrySet()) {
        float[][] encoded = new float[texts.size()][];
        double[] seconds = new double[1 + FIXED.length];
        seconds[0] = seconds(each.getValue(), texts, encoded);
        for (int i = 0; i < FIXED.length; i++) {
          seconds[1 + i] = fixed(each.getValue(), FIXED[i][0], FIXED[i][1]);
        }
        vectors.put(each.getKey(), encoded);
        if (round > 0) {
          rounds.computeIfAbsent(each.getKey(), first -> new ArrayList<>()).add(seconds);
        }
      }
    }
    int tokens = texts.stream().mapToInt(Sequence::length).sum();
    var table =
        new Table(
            "encoder", "real lengths", "16 × 32", "1 × 16", "cosine to onnxruntime fp32", "least");
    rounds.forEach(
        (name, own) -> {
          double[] cosines = cosines(vectors.get("onnxruntime fp32"), vectors.get(name));
          table.row(
              name,
              text("%.0f tokens/s", tokens / median(own, 0)),
              text("%.0f tokens/s", FIXED[0][0] * FIXED[0][1] / median(own, 1)),
              text("%.2f ms", 1e3 * median(own, 2)),
              text("%.4f", Arrays.stream(cosines).average().orElse(0)),
              text("%.4f", Arrays.stream(cosines).min().orElse(0)));
        });
    System.out.println(table);
    compare(rounds, "onnxruntime int8", "onednn int8");
    String exact = "onednn " + Engine.fastestPrecision().text();
    compare(rounds, "onnxruntime fp32", exact);
  }

  private static void compare(Map<String, List<double[]>> rounds, String theirs, String ours) {
    double[] ratios = new double[1 + FIXED.length];
    for (int i = 0; i < ratios.length; i++) {
      int figure = i;
      ratios[i] =
          IntStream.range(0, ROUNDS)
              .mapToDouble(
                  round ->
                      rounds.get(theirs).get(round)[figure] / rounds.get(ours).get(round)[figure])
              .sorted()
              .toArray()[ROUNDS / 2];
    }
    System.out.printf(
        Locale.ROOT,
        "%s / %s: %.2f × as fast on real lengths, %.2f × at 16 × 32, %.2f × the time at 1 × 16%n",
        ours,
        theirs,
        ratios[0],
        ratios[1],
        1 / ratios[2]);
  }

  private static double seconds(Candidate candidate, List<Sequence> texts, float[][] into)
      throws OrtException {
    int[] lengths = texts.stream().mapToInt(Sequence::length).toArray();
    long started = System.nanoTime();
    for (int[] batch : BatchPlan.of(lengths, BUDGET)) {
      float[][] encoded =
          candidate.encode(Arrays.stream(batch).mapToObj(texts::get).toList());
      for (int i = 0; i < batch.length; i++) {
        into[batch[i]] = encoded[i];
      }
    }
    return (System.nanoTime() - started) / 1e9;
  }

  /** The median of some times. */
  private static double fixed(Candidate candidate, int sequences, int length)
      throws OrtException {
    var sequence =
        new Sequence(
            IntStream.range(1_000, 1_000 + length).toArray(), new int[length], new int[] {0});
    List<Sequence> batch = Collections.nCopies(sequences, sequence);
    double[] seconds = new double[sequences == 1 ? SHORT_TIMES : SHORT_TIMES / 10];
    for (int i = 0; i < seconds.length; i++) {
      long started = System.nanoTime();
      candidate.encode(batch);
      seconds[i] = (System.nanoTime() - started) / 1e9;
    }
    Arrays.sort(seconds);
    return seconds[seconds.length / 2];
  }

  private static double median(List<double[]> rounds, int figure) {
    return rounds.stream().mapToDouble(round -> round[figure]).sorted().toArray()[
        rounds.size() / 2];
  }

  private static double[] cosines(float[][] reference, float[][] others) {
    double[] cosines = new double[reference.length];
    Arrays.setAll(cosines, i -> Cosine.of(reference[i], others[i]));
    return cosines;
  }

  private static String text(String pattern, double value) {
    return String.format(Locale.ROOT, pattern, value);
  }
}

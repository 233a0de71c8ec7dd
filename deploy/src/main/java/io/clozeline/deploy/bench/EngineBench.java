package io.clozeline.deploy.bench;

import io.clozeline.bert.EncoderInput;
import io.clozeline.bert.ModelDirectory;
import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.Precision;
import io.clozeline.bert.Processor;
import io.clozeline.bert.Sequence;
import io.clozeline.bert.encoder.Encoder;
import io.clozeline.bert.encoder.TokenBudget;
import io.clozeline.bert.engine.Engine;
import io.clozeline.bert.onednn.OneDnnEncoder;
import io.clozeline.bert.onednn.ProductSpeed;
import io.clozeline.bert.setup.Cache;
import io.clozeline.bert.setup.NativeSetup;
import io.clozeline.bert.setup.Progress;
import io.clozeline.deploy.console.Console;
import io.clozeline.deploy.launch.ChainNote;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The engines and precisions that this machine has, in turn, round by round, in this process, on
 * the sequences that the chain's tokenizer makes of real texts; and how far their vectors are from
 * those of TensorFlow in fp32.
 */
public final class EngineBench {
  private static final TokenBudget BUDGET = new TokenBudget(1024, 64);
  private static final int SHORT = 16; // tokens of the text whose latency is measured
  private static final int SHORT_TIMES = 50;

  // The batch whose speed is compared with that of a product alone.
  private static final int BATCH = 16;
  private static final int BATCH_LENGTH = 32;
  private static final int BATCH_TIMES = 10;

  /** What to measure. */
  public record Plan(int texts, int rounds, String task) {}

  /**
   * What was measured of one engine in one precision.
   *
   * @param tokensPerSecond the median of the rounds, padding not counted; the slowest and the
   *     fastest round after it
   * @param paddingShare computed tokens that were padding
   * @param cosine mean over all vectors to those of TensorFlow in fp32, and the least
   * @param shortMillis the median for one text of 16 tokens
   * @param batchTokensPerSecond the median for 16 texts of 32 tokens
   * @param productShare the operations of its products that such a batch needs, a second, to those
   *     that oneDNN does in the same precision when it does nothing else
   */
  public record Measurement(
      String engine,
      String precision,
      double tokensPerSecond,
      double slowest,
      double fastest,
      double paddingShare,
      double cosine,
      double leastCosine,
      double shortMillis,
      double batchTokensPerSecond,
      double productShare) {}

  private record Candidate(Engine engine, Precision precision) {
    String name() {
      return engine.text() + " " + precision.text();
    }
  }

  private final ChainNote chain;
  private final Console console;
  private final Plan plan;

  public EngineBench(ChainNote chain, Console console, Plan plan) {
    this.chain = chain;
    this.console = console;
    this.plan = plan;
  }

  /** Runs the plan on {@code texts}; the chain tokenizes them and is idle after. */
  public List<Measurement> run(List<String> texts) throws IOException {
    List<EncoderInput> inputs =
        EncoderPass.tokenized(chain, console, plan.task(), texts, plan.texts());
    NativeSetup.use(NativeSetup.prepare(Cache.standard(), console::progress));
    var model = ModelDirectory.open(Path.of(chain.modelDirectory()));
    Map<Candidate, Encoder> encoders = new LinkedHashMap<>();
    try {
      for (Candidate candidate : candidates()) {
        console.waiting("loading " + candidate.name());
        Encoder encoder =
            candidate
                .engine()
                .open(model, candidate.precision(), Runtime.getRuntime().availableProcessors());
        encoder.warmUp(Progress.SILENT);
        encoders.put(candidate, encoder);
      }
      return measure(encoders, inputs);
    } finally {
      encoders.values().forEach(Encoder::close);
    }
  }

  private static List<Candidate> candidates() {
    List<Candidate> all = new ArrayList<>();
    all.add(new Candidate(Engine.TENSORFLOW, Precision.FP32));
    if (Processor.here().multipliesBf16()) {
      all.add(new Candidate(Engine.TENSORFLOW, Precision.BF16));
    }
    if (OneDnnEncoder.available()) {
      OneDnnEncoder.precisions()
          .forEach(precision -> all.add(new Candidate(Engine.ONEDNN, precision)));
    }
    return all;
  }

  private List<Measurement> measure(Map<Candidate, Encoder> encoders, List<EncoderInput> inputs) {
    Map<Candidate, float[][][]> vectors = new LinkedHashMap<>();
    var pass = new EncoderPass(inputs, BUDGET);
    Map<Candidate, double[]> speeds =
        Turns.measure(
            console,
            plan.rounds(),
            encoders.keySet(),
            Candidate::name,
            candidate -> {
              float[][][] encoded = new float[inputs.size()][][];
              double seconds = pass.seconds(encoders.get(candidate), encoded);
              vectors.put(candidate, encoded);
              return pass.tokens() / seconds;
            });
    List<EncoderInput> batch = alike(inputs, BATCH, BATCH_LENGTH);
    Map<Candidate, double[]> batches =
        Turns.measure(
            console,
            plan.rounds(),
            encoders.keySet(),
            Candidate::name,
            candidate ->
                BATCH * BATCH_LENGTH * 1e3 / median(encoders.get(candidate), batch, BATCH_TIMES));
    List<EncoderInput> text = alike(inputs, 1, SHORT);
    float[][][] reference = vectors.values().iterator().next();
    List<Measurement> all = new ArrayList<>();
    encoders.forEach(
        (candidate, encoder) -> {
          double[] sorted = speeds.get(candidate).clone();
          Arrays.sort(sorted);
          double[] batched = batches.get(candidate).clone();
          Arrays.sort(batched);
          double batchSpeed = batched[batched.length / 2];
          double[] cosines = cosines(reference, vectors.get(candidate));
          all.add(
              new Measurement(
                  candidate.engine().text(),
                  candidate.precision().text(),
                  sorted[sorted.length / 2],
                  sorted[0],
                  sorted[sorted.length - 1],
                  pass.paddingShare(encoder),
                  Arrays.stream(cosines).average().orElse(0),
                  Arrays.stream(cosines).min().orElse(0),
                  median(encoder, text, SHORT_TIMES),
                  batchSpeed,
                  share(encoder.model(), candidate.precision(), batchSpeed)));
          console.done(String.format(Locale.ROOT, "%s measured", candidate.name()));
        });
    return all;
  }

  /** So many sequences of that length, of the tokens of real ones. */
  private static List<EncoderInput> alike(List<EncoderInput> inputs, int count, int length) {
    int[] tokens =
        inputs.stream()
            .flatMapToInt(input -> Arrays.stream(input.sequence().inputIds()))
            .limit((long) count * length)
            .toArray();
    List<EncoderInput> alike = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int[] ids = new int[length];
      for (int j = 0; j < length; j++) {
        ids[j] = tokens[(i * length + j) % tokens.length];
      }
      alike.add(new EncoderInput(new Sequence(ids, new int[length], new int[] {0}), null));
    }
    return alike;
  }

  /** Milliseconds for a batch. */
  private static double median(Encoder encoder, List<EncoderInput> batch, int times) {
    double[] millis = new double[times];
    for (int i = 0; i < millis.length; i++) {
      long started = System.nanoTime();
      encoder.encode(batch);
      millis[i] = (System.nanoTime() - started) / 1e6;
    }
    Arrays.sort(millis);
    return millis[times / 2];
  }

  /** The last layer needs keys and values of all tokens, and the rest of one in each sequence. */
  private static double share(ModelInfo model, Precision precision, double tokensPerSecond) {
    double square = (double) model.hidden() * model.hidden();
    double wide = 2.0 * model.hidden() * model.intermediate();
    double layer = 4 * square + wide;
    double last = 2 * square + (2 * square + wide) / BATCH_LENGTH;
    double operations = 2 * ((model.layers() - 1) * layer + last);
    return operations * tokensPerSecond / 1e9 / ProductSpeed.of(precision, model);
  }

  private static double[] cosines(float[][][] reference, float[][][] others) {
    List<Double> cosines = new ArrayList<>();
    for (int i = 0; i < reference.length; i++) {
      for (int j = 0; j < reference[i].length; j++) {
        cosines.add(cosine(reference[i][j], others[i][j]));
      }
    }
    return cosines.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static double cosine(float[] left, float[] right) {
    double product = 0;
    double lefts = 0;
    double rights = 0;
    for (int i = 0; i < left.length; i++) {
      product += (double) left[i] * right[i];
      lefts += (double) left[i] * left[i];
      rights += (double) right[i] * right[i];
    }
    return product / Math.sqrt(lefts * rights);
  }
}

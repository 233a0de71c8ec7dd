package io.clozeline.deploy.bench;

import io.clozeline.bert.EncoderInput;
import io.clozeline.bert.ModelDirectory;
import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.Precision;
import io.clozeline.bert.Processor;
import io.clozeline.bert.Sequence;
import io.clozeline.bert.encoder.Cosine;
import io.clozeline.bert.encoder.Encoder;
import io.clozeline.bert.encoder.TokenBudget;
import io.clozeline.bert.engine.Engine;
import io.clozeline.bert.onednn.OneDnnEncoder;
import io.clozeline.bert.onednn.ProductSpeed;
import io.clozeline.bert.setup.Progress;
import io.clozeline.deploy.console.Console;
import io.clozeline.deploy.launch.ChainNote;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The engines and precisions that this machine has, in turn, round by round, in this process, on
 * the sequences that the chain's tokenizer makes of real texts; and how far their vectors are from
 * those of TensorFlow in fp32.
 */
public final class EncoderBench {
  private static final TokenBudget BUDGET = new TokenBudget(1024, 64);
  private static final int TIMES = 10; // of a batch in a round

  // The batch whose speed is compared with that of a product alone.
  private static final Shape USUAL = new Shape(16, 32);

  private static final List<Shape> SHAPES =
      List.of(
          new Shape(1, 16),
          new Shape(1, 128),
          new Shape(1, 512),
          new Shape(4, 32),
          USUAL,
          new Shape(8, 128));

  /** What to measure. */
  public record Plan(int texts, int rounds, String task) {}

  /** A batch of texts of one length, in tokens. */
  public record Shape(int texts, int length) {
    int tokens() {
      return texts * length;
    }

    @Override
    public String toString() {
      return texts + " × " + length;
    }
  }

  /**
   * What was measured of one batch.
   *
   * @param millis the median over the rounds
   */
  public record ShapeSpeed(Shape shape, double millis) {
    public double tokensPerSecond() {
      return shape.tokens() * 1e3 / millis;
    }
  }

  /**
   * What was measured of one engine in one precision.
   *
   * @param tokensPerSecond on the real texts, the median of the rounds, padding not counted; the
   *     slowest and the fastest round after it
   * @param paddingShare computed tokens that were padding
   * @param productShare the operations of its products that 16 texts of 32 tokens need, a second,
   *     to those that oneDNN does in the same precision when it does nothing else
   * @param cosine mean over all vectors to those of TensorFlow in fp32, and the least
   * @param sameLabel texts that the task's prompt gives the label that it gives them in fp32, null
   *     where it has none
   */
  public record Measurement(
      String engine,
      String precision,
      double tokensPerSecond,
      double slowest,
      double fastest,
      double paddingShare,
      List<ShapeSpeed> shapes,
      double productShare,
      double cosine,
      double leastCosine,
      Double sameLabel) {}

  private record Candidate(Engine engine, Precision precision) {
    String name() {
      return engine.text() + " " + precision.text();
    }
  }

  private final ChainNote chain;
  private final Console console;
  private final Plan plan;

  public EncoderBench(ChainNote chain, Console console, Plan plan) {
    this.chain = chain;
    this.console = console;
    this.plan = plan;
  }

  /** Runs the plan on {@code texts}; the chain tokenizes them and is idle after. */
  public List<Measurement> run(List<String> texts) throws IOException {
    List<EncoderInput> inputs =
        EncoderPass.tokenized(chain, console, plan.task(), texts, plan.texts());
    ModelDirectory model = BareEncoder.model(chain, console);
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
      return measure(encoders, inputs, PromptLabels.of(model, chain, plan.task()));
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

  private List<Measurement> measure(
      Map<Candidate, Encoder> encoders, List<EncoderInput> inputs, Optional<PromptLabels> labels) {
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
    Map<Shape, Map<Candidate, double[]>> batches = new LinkedHashMap<>();
    for (Shape shape : SHAPES) {
      batches.put(shape, millis(encoders, shape, alike(inputs, shape)));
    }
    float[][][] reference = vectors.values().iterator().next();
    List<Measurement> all = new ArrayList<>();
    encoders.forEach(
        (candidate, encoder) -> {
          double[] rounds = speeds.get(candidate);
          var spread = Arrays.stream(rounds).summaryStatistics();
          List<ShapeSpeed> shapes =
              SHAPES.stream()
                  .map(shape -> speed(shape, batches.get(shape).get(candidate)))
                  .toList();
          double usual = shapes.get(SHAPES.indexOf(USUAL)).tokensPerSecond();
          float[][][] encoded = vectors.get(candidate);
          double[] cosines = cosines(reference, encoded);
          all.add(
              new Measurement(
                  candidate.engine().text(),
                  candidate.precision().text(),
                  Median.of(rounds),
                  spread.getMin(),
                  spread.getMax(),
                  pass.paddingShare(encoder),
                  shapes,
                  share(encoder.model(), candidate.precision(), usual),
                  Arrays.stream(cosines).average().orElse(0),
                  Arrays.stream(cosines).min().orElse(0),
                  labels.map(l -> l.agreement(reference, encoded)).orElse(null)));
        });
    return all;
  }

  private Map<Candidate, double[]> millis(
      Map<Candidate, Encoder> encoders, Shape shape, List<EncoderInput> batch) {
    return Turns.measure(
        console,
        plan.rounds(),
        encoders.keySet(),
        candidate -> candidate.name() + ", " + shape,
        candidate -> millis(encoders.get(candidate), batch));
  }

  private static ShapeSpeed speed(Shape shape, double[] millis) {
    return new ShapeSpeed(shape, Median.of(millis));
  }

  /** Sequences of that length, of the tokens of real ones. */
  private static List<EncoderInput> alike(List<EncoderInput> inputs, Shape shape) {
    int[] tokens =
        inputs.stream()
            .flatMapToInt(input -> Arrays.stream(input.sequence().inputIds()))
            .limit(shape.tokens())
            .toArray();
    List<EncoderInput> alike = new ArrayList<>();
    for (int i = 0; i < shape.texts(); i++) {
      int[] ids = new int[shape.length()];
      for (int j = 0; j < ids.length; j++) {
        ids[j] = tokens[(i * ids.length + j) % tokens.length];
      }
      alike.add(new EncoderInput(new Sequence(ids, new int[ids.length], new int[] {0}), null));
    }
    return alike;
  }

  /** Milliseconds for a batch, the median of some times. */
  private static double millis(Encoder encoder, List<EncoderInput> batch) {
    double[] millis = new double[TIMES];
    Arrays.setAll(millis, i -> EncoderPass.millis(encoder, batch));
    return Median.of(millis);
  }

  /** The last layer needs keys and values of all tokens, and the rest of one in each sequence. */
  private static double share(ModelInfo model, Precision precision, double tokensPerSecond) {
    double square = (double) model.hidden() * model.hidden();
    double wide = 2.0 * model.hidden() * model.intermediate();
    double layer = 4 * square + wide;
    double last = 2 * square + (2 * square + wide) / USUAL.length();
    double operations = 2 * ((model.layers() - 1) * layer + last);
    return operations * tokensPerSecond / 1e9 / ProductSpeed.of(precision, model);
  }

  private static double[] cosines(float[][][] reference, float[][][] others) {
    List<Double> cosines = new ArrayList<>();
    for (int i = 0; i < reference.length; i++) {
      for (int j = 0; j < reference[i].length; j++) {
        cosines.add(Cosine.of(reference[i][j], others[i][j]));
      }
    }
    return cosines.stream().mapToDouble(Double::doubleValue).toArray();
  }
}

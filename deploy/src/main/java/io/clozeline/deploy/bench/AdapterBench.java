package io.clozeline.deploy.bench;

import io.clozeline.bert.EncoderInput;
import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.adapter.Adapter;
import io.clozeline.bert.adapter.AdapterConfig;
import io.clozeline.bert.encoder.Encoder;
import io.clozeline.bert.graph.Target;
import io.clozeline.bert.method.lora.Lora;
import io.clozeline.deploy.console.Console;
import io.clozeline.deploy.launch.ChainNote;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The encoder under more and more adapters at once, in turn, round by round, in this process: each
 * sequence under one of them, by lot, LoRA of rank 8 on query and value.
 */
public final class AdapterBench {
  private static final int[] COUNTS = {0, 1, 10, 100, 1_000};
  private static final Lora LORA = new Lora(8, 16, List.of(Target.QUERY, Target.VALUE));
  private static final double DEVIATION = 0.02;

  /** What to measure. */
  public record Plan(int texts, int rounds, String task) {}

  /**
   * What was measured.
   *
   * @param adapters in the mix; 0 for the base model alone
   * @param tokensPerSecond the median of the rounds, padding not counted; the slowest and the
   *     fastest round after it
   * @param ratio to one adapter, the median of the rounds' ratios
   */
  public record Measurement(
      int adapters, double tokensPerSecond, double slowest, double fastest, double ratio) {}

  private final ChainNote chain;
  private final Console console;
  private final Plan plan;

  public AdapterBench(ChainNote chain, Console console, Plan plan) {
    this.chain = chain;
    this.console = console;
    this.plan = plan;
  }

  /** Runs the plan on {@code texts}; the chain tokenizes them and is idle after. */
  public List<Measurement> run(List<String> texts) throws IOException {
    List<EncoderInput> inputs =
        EncoderPass.tokenized(chain, console, plan.task(), texts, plan.texts());
    try (var bare = BareEncoder.open(chain, console)) {
      Map<Integer, EncoderPass> passes = new LinkedHashMap<>();
      for (int count : COUNTS) {
        passes.put(count, bare.pass(under(adapters(bare.encoder().model(), count), inputs)));
      }
      return measure(bare.encoder(), passes);
    }
  }

  /** Adapters with the same numbers, which only their digests tell apart. */
  private static List<Adapter> adapters(ModelInfo model, int count) {
    var random = new Random(1);
    Map<String, float[]> tensors = LORA.start(model, random);
    for (float[] values : tensors.values()) {
      for (int i = 0; i < values.length; i++) {
        values[i] += (float) (DEVIATION * random.nextGaussian());
      }
    }
    var config =
        new AdapterConfig(
            model.name(), model.weightsDigest(), "bench", LORA, List.of("no", "yes"), true);
    List<Adapter> adapters = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      adapters.add(new Adapter(String.format("%064x", i), config, tensors, null));
    }
    return adapters;
  }

  private static List<EncoderInput> under(List<Adapter> adapters, List<EncoderInput> inputs) {
    var random = new Random(1);
    return inputs.stream()
        .map(
            input ->
                new EncoderInput(
                    input.sequence(),
                    adapters.isEmpty() ? null : adapters.get(random.nextInt(adapters.size()))))
        .toList();
  }

  private List<Measurement> measure(Encoder encoder, Map<Integer, EncoderPass> passes) {
    Map<Integer, double[]> speeds =
        Turns.measure(
            console,
            plan.rounds(),
            passes.keySet(),
            String::valueOf,
            count -> {
              EncoderPass pass = passes.get(count);
              return pass.tokens() / pass.seconds(encoder, null);
            });
    double[] one = speeds.get(1);
    List<Measurement> all = new ArrayList<>();
    speeds.forEach(
        (count, own) -> {
          double[] ratios = new double[own.length];
          Arrays.setAll(ratios, i -> own[i] / one[i]);
          var spread = Arrays.stream(own).summaryStatistics();
          all.add(
              new Measurement(
                  count, Median.of(own), spread.getMin(), spread.getMax(), Median.of(ratios)));
        });
    return all;
  }
}

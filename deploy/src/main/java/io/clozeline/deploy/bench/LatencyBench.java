package io.clozeline.deploy.bench;

import io.clozeline.bert.EncoderInput;
import io.clozeline.deploy.client.ChainClient;
import io.clozeline.deploy.console.Console;
import io.clozeline.deploy.launch.ChainNote;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * From a text sent to its annotation read, exactly once, at several rates in turn, round by round;
 * beside what the bare encoder takes for a text alone.
 */
public final class LatencyBench {
  private static final List<Double> RATES = List.of(1.0, 5.0, 20.0, 50.0);
  private static final int WARM_UP = 500; // texts
  private static final int ALONE = 100; // texts

  /**
   * What to measure.
   *
   * @param seconds of each rate in each round
   */
  public record Plan(String task, int rounds, int seconds) {}

  /** At so many texts a second: the median of the rounds' medians, and the rounds' worst p99. */
  public record AtRate(double textsPerSecond, double p50Millis, double p99Millis) {}

  /**
   * What was measured.
   *
   * @param aloneMillis of the bare encoder for one text at a time, the median
   */
  public record Report(double aloneMillis, List<AtRate> rates) {}

  private final ChainNote chain;
  private final Console console;
  private final Plan plan;

  public LatencyBench(ChainNote chain, Console console, Plan plan) {
    this.chain = chain;
    this.console = console;
    this.plan = plan;
  }

  /** Runs the plan on {@code texts}, over and over when they are fewer than it asks for. */
  public Report run(List<String> texts) throws IOException {
    double alone = alone(EncoderPass.tokenized(chain, console, plan.task(), texts, WARM_UP));
    try (var client = ChainClient.connect(chain.kafka())) {
      var load = new PipelineLoad(client, plan.task(), texts);
      List<AtRate> rates = new ArrayList<>();
      Turns.take(console, plan.rounds(), RATES, rate -> rate + " texts/s", rate -> pace(load, rate))
          .forEach((rate, rounds) -> rates.add(atRate(rate, rounds)));
      return new Report(alone, rates);
    }
  }

  private PipelineLoad.Measurement pace(PipelineLoad load, double rate) {
    int count = (int) Math.max(1, Math.round(rate * plan.seconds()));
    return load.pace(count, rate, n -> console.progress("texts", (double) n / count));
  }

  private static AtRate atRate(double rate, List<PipelineLoad.Measurement> rounds) {
    double[] medians = rounds.stream().mapToDouble(PipelineLoad.Measurement::p50Millis).toArray();
    double worst = rounds.stream().mapToDouble(PipelineLoad.Measurement::p99Millis).max().orElse(0);
    return new AtRate(rate, Median.of(medians), worst);
  }

  private double alone(List<EncoderInput> inputs) throws IOException {
    try (var bare = BareEncoder.open(chain, console)) {
      List<EncoderInput> first = inputs.subList(0, Math.min(ALONE, inputs.size()));
      double[] millis = new double[first.size()];
      for (int round = 0; round < 2; round++) { // the first compiles what the lengths need
        Arrays.setAll(millis, i -> EncoderPass.millis(bare.encoder(), List.of(first.get(i))));
      }
      return Median.of(millis);
    }
  }
}

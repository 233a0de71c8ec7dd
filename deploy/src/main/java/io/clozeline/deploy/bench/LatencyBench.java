package io.clozeline.deploy.bench;

import io.clozeline.bert.EncoderInput;
import io.clozeline.bert.ModelDirectory;
import io.clozeline.bert.encoder.Encoder;
import io.clozeline.bert.setup.Cache;
import io.clozeline.bert.setup.NativeSetup;
import io.clozeline.bert.setup.Progress;
import io.clozeline.deploy.client.ChainClient;
import io.clozeline.deploy.console.Console;
import io.clozeline.deploy.launch.ChainNote;
import io.clozeline.deploy.launch.Service;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

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
      List<PipelineLoad.Measurement> all = new ArrayList<>();
      Map<Double, double[]> medians =
          Turns.measure(
              console,
              plan.rounds(),
              RATES,
              rate -> rate + " texts/s",
              rate -> {
                int count = (int) Math.max(1, Math.round(rate * plan.seconds()));
                var one =
                    load.pace(count, rate, n -> console.progress("texts", (double) n / count));
                all.add(one);
                return one.p50Millis();
              });
      List<AtRate> rates = new ArrayList<>();
      for (int i = 0; i < RATES.size(); i++) {
        double rate = RATES.get(i);
        double worst = 0;
        for (int j = RATES.size() + i; j < all.size(); j += RATES.size()) { // after the first round
          worst = Math.max(worst, all.get(j).p99Millis());
        }
        double[] sorted = Arrays.stream(medians.get(rate)).sorted().toArray();
        rates.add(new AtRate(rate, sorted[sorted.length / 2], worst));
      }
      return new Report(alone, rates);
    }
  }

  private double alone(List<EncoderInput> inputs) throws IOException {
    NativeSetup.use(NativeSetup.prepare(Cache.standard(), console::progress));
    var info =
        EncoderInfo.of(chain.process(Service.ENCODER.text()).orElseThrow().port(), chain.token());
    var model = ModelDirectory.open(Path.of(chain.modelDirectory()));
    try (Encoder encoder = info.engine().open(model, info.precision(), info.threads())) {
      encoder.warmUp(Progress.SILENT);
      List<EncoderInput> first = inputs.subList(0, Math.min(ALONE, inputs.size()));
      double[] millis = new double[first.size()];
      for (int round = 0; round < 2; round++) { // the first compiles what the lengths need
        for (int i = 0; i < millis.length; i++) {
          long started = System.nanoTime();
          encoder.encode(List.of(first.get(i)));
          millis[i] = (System.nanoTime() - started) / 1e6;
        }
      }
      Arrays.sort(millis);
      return millis[millis.length / 2];
    }
  }
}

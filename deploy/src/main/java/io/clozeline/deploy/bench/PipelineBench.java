package io.clozeline.deploy.bench;

import io.clozeline.bert.EncoderInput;
import io.clozeline.deploy.client.ChainClient;
import io.clozeline.deploy.console.Console;
import io.clozeline.deploy.launch.ChainNote;
import io.clozeline.deploy.launch.RunningProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The bare encoder and the chain in turn, round by round, then the chain's latency at a low rate.
 */
public final class PipelineBench {
  private static final long MEGABYTE = 1024 * 1024;

  /**
   * What to measure.
   *
   * @param texts in a round
   * @param rate texts a second for the latency, for {@code rateSeconds}
   */
  public record Plan(int texts, int rounds, double rate, int rateSeconds, String task) {}

  /**
   * What was measured: medians over the rounds.
   *
   * @param ratio pipeline texts/s over bare texts/s, the median of the rounds' ratios
   */
  public record Report(
      int texts,
      int rounds,
      double bareTextsPerSecond,
      double bareTokensPerSecond,
      double pipelineTextsPerSecond,
      double ratio,
      double paddingShare,
      double rate,
      double p50Millis,
      double p99Millis,
      Map<String, Long> residentMegabytes) {}

  private record Round(double bareTexts, double bareTokens, double padding, double pipelineTexts) {
    double ratio() {
      return pipelineTexts / bareTexts;
    }
  }

  private final ChainNote chain;
  private final Console console;
  private final Plan plan;

  public PipelineBench(ChainNote chain, Console console, Plan plan) {
    this.chain = chain;
    this.console = console;
    this.plan = plan;
  }

  /** Runs the plan on {@code texts}, over and over when they are fewer than it asks for. */
  public Report run(List<String> texts) throws IOException {
    try (var client = ChainClient.connect(chain.kafka());
        var capture = new TokenCapture(chain.kafka())) {
      var load = new PipelineLoad(client, plan.task(), texts);
      load.saturate(plan.texts(), n -> show("warm-up", n, plan.texts()));
      console.done("warmed up with " + plan.texts() + " texts");
      List<EncoderInput> inputs = capture.take(plan.task(), plan.texts());
      List<Round> rounds = rounds(load, inputs);
      Map<String, Long> memory = memory();
      var paced = pace(load);
      return report(rounds, paced, memory);
    }
  }

  private List<Round> rounds(PipelineLoad load, List<EncoderInput> inputs) throws IOException {
    List<Round> rounds = new ArrayList<>();
    try (var bare = bareEncoder(inputs)) {
      for (int i = 1; i <= plan.rounds(); i++) {
        String name = "round " + i + " of " + plan.rounds();
        console.waiting(name + ", bare encoder");
        var alone = bare.measure(inputs);
        var piped = load.saturate(plan.texts(), n -> show(name + ", pipeline", n, plan.texts()));
        var round =
            new Round(
                plan.texts() / alone.seconds(),
                alone.tokensPerSecond(),
                alone.paddingShare(),
                piped.textsPerSecond());
        rounds.add(round);
        console.done(
            String.format(
                "%s: bare %.1f texts/s, pipeline %.1f texts/s, ratio %.3f",
                name, round.bareTexts(), round.pipelineTexts(), round.ratio()));
      }
    }
    return rounds;
  }

  private BareEncoder bareEncoder(List<EncoderInput> inputs) throws IOException {
    var bare = BareEncoder.open(chain, console);
    bare.measure(inputs);
    console.done("bare encoder warm");
    return bare;
  }

  private PipelineLoad.Measurement pace(PipelineLoad load) {
    int count = (int) Math.round(plan.rate() * plan.rateSeconds());
    if (count == 0) {
      return null;
    }
    var paced =
        load.pace(count, plan.rate(), n -> show("at " + plan.rate() + " texts/s", n, count));
    console.done(
        String.format(
            "at %.1f texts/s: p50 %.0f ms, p99 %.0f ms",
            plan.rate(), paced.p50Millis(), paced.p99Millis()));
    return paced;
  }

  private Report report(
      List<Round> rounds, PipelineLoad.Measurement paced, Map<String, Long> memory) {
    return new Report(
        plan.texts(),
        plan.rounds(),
        median(rounds, Round::bareTexts),
        median(rounds, Round::bareTokens),
        median(rounds, Round::pipelineTexts),
        median(rounds, Round::ratio),
        median(rounds, Round::padding),
        plan.rate(),
        paced == null ? 0 : paced.p50Millis(),
        paced == null ? 0 : paced.p99Millis(),
        memory);
  }

  private Map<String, Long> memory() {
    var memory = new LinkedHashMap<String, Long>();
    for (RunningProcess process : chain.processes()) {
      memory.put(process.name(), process.residentBytes() / MEGABYTE);
    }
    return memory;
  }

  private void show(String what, int done, int of) {
    console.progress(what, (double) done / of);
  }

  private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
    return Median.of(rounds.stream().mapToDouble(figure).toArray());
  }
}

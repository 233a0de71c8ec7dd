package io.clozeline.deploy.evaluate.suite;

import io.clozeline.deploy.evaluate.Result;
import io.clozeline.deploy.evaluate.Results;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A suite's outcomes as Markdown: ours, the goal and what was published, side by side. */
final class SuiteReport {
  private final Suite suite;
  private final Outcomes outcomes;

  SuiteReport(Suite suite, Outcomes outcomes) {
    this.suite = suite;
    this.outcomes = outcomes;
  }

  String markdown() {
    List<String> lines = new ArrayList<>();
    lines.add("# " + suite.name() + (outcomes.quick() ? " (the small version)" : ""));
    lines.add("");
    lines.add(suite.about());
    lines.add("");
    if (outcomes.quick()) {
      lines.add("Few rows, so that it ends soon: the figures say nothing about the model.");
      lines.add("");
    }
    lines.add(
        "| set | setting | head | runs | learnt from | scored | measure | ours | goal | published |"
            + " minutes |");
    lines.add("|---|---|---|---|---|---|---|---|---|---|---|");
    suite.sets().forEach(set -> lines.addAll(rows(set)));
    lines.add("");
    lines.add(
        "Figures are times 100; ours are means over the runs, ± their standard deviation. Minutes"
            + " are those of one run, training and scoring. Published figures are of the models and"
            + " parts of the data that stand beside them; where none is known for sure, the cell is"
            + " empty.");
    lines.addAll(details());
    lines.addAll(errors());
    return String.join("\n", lines) + "\n";
  }

  private List<String> rows(SuiteSet set) {
    Map<String, List<Result>> byHead =
        outcomes.of(set).stream()
            .filter(Outcome::good)
            .map(Outcome::result)
            .collect(Collectors.groupingBy(Result::head, LinkedHashMap::new, Collectors.toList()));
    if (byHead.isEmpty()) {
      return List.of(row(set, "", List.of()));
    }
    return byHead.entrySet().stream().map(e -> row(set, e.getKey(), e.getValue())).toList();
  }

  private static String row(SuiteSet set, String head, List<Result> runs) {
    boolean none = runs.isEmpty();
    return "| "
        + String.join(
            " | ",
            set.name(),
            set.setting() == null ? "" : set.setting(),
            head,
            Integer.toString(runs.size()),
            none ? "" : learnt(runs.get(0)),
            none ? "" : Integer.toString(runs.get(0).texts()),
            set.metric(),
            none ? "" : ours(set.metric(), runs),
            set.goal() == null ? "" : hundredth(set.goal()),
            set.published().stream().map(Published::text).collect(Collectors.joining("; ")),
            none ? "" : format("%.1f", runs.stream().mapToDouble(Result::minutes).average()))
        + " |";
  }

  private static String learnt(Result run) {
    String left = run.leftOut() == 0 ? "" : " (" + run.leftOut() + " left out)";
    String without = run.unlabelled() == 0 ? "" : " + " + run.unlabelled() + " unlabelled";
    return run.trainRows() + left + without;
  }

  private static String ours(String metric, List<Result> runs) {
    double[] values =
        runs.stream().mapToDouble(r -> r.figures().getOrDefault(metric, Double.NaN)).toArray();
    double mean = Results.means(runs).getOrDefault(metric, Double.NaN);
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    String spread =
        values.length < 2 ? "" : " ± " + hundredth(Math.sqrt(sum / (values.length - 1)));
    return hundredth(mean) + spread;
  }

  private List<String> details() {
    List<String> lines = new ArrayList<>(List.of("", "## Every run", ""));
    lines.add("| run | figures | training, min | texts/s | p50 ms | dead letters | at |");
    lines.add("|---|---|---|---|---|---|---|");
    for (Outcome outcome : outcomes.runs()) {
      if (outcome.good()) {
        Result r = outcome.result();
        lines.add(
            String.format(
                Locale.ROOT,
                "| %s | %s | %.1f | %.1f | %.0f | %d | %s |",
                outcome.run(),
                figures(r),
                r.trainMinutes(),
                r.textsPerSecond(),
                r.p50Millis(),
                r.deadLetters(),
                outcome.at()));
      }
    }
    return lines;
  }

  private List<String> errors() {
    List<Outcome> failed = outcomes.runs().stream().filter(o -> !o.good()).toList();
    if (failed.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>(List.of("", "## What failed", ""));
    failed.forEach(o -> lines.add("- " + o.run() + ": " + o.error().replace('\n', ' ')));
    return lines;
  }

  private static String figures(Result result) {
    return result.figures().entrySet().stream()
        .map(figure -> figure.getKey() + " " + hundredth(figure.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String hundredth(double share) {
    return Double.isNaN(share) ? "?" : String.format(Locale.ROOT, "%.1f", 100 * share);
  }

  private static String format(String pattern, java.util.OptionalDouble value) {
    return String.format(Locale.ROOT, pattern, value.orElse(0));
  }
}

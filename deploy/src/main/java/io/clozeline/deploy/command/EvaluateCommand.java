package io.clozeline.deploy.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.clozeline.deploy.client.ChainClient;
import io.clozeline.deploy.console.Console;
import io.clozeline.deploy.console.Table;
import io.clozeline.deploy.evaluate.Evaluation;
import io.clozeline.deploy.evaluate.LabelledSet;
import io.clozeline.events.task.TaskDefinition;
import io.clozeline.events.topic.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a labelled data set through the chain. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = {
      "Runs a labelled data set through the running chain and prints how well it did.",
      "Without --train the task answers from zero labels. With it, the training rows are fed back"
          + " as labels, the release that learnt from all of them goes live, and the evaluation"
          + " rows are streamed.",
      "Data is TSV with a header: text (or text_a, text_b) and label; .gz is read too. Labels are"
          + " the task's, or numbers: places among the task's labels."
    },
    footer = {
      "",
      "Example:  clozeline evaluate --task sentiment.json --train train.tsv.gz --shots 16 --seed"
          + " 1,2,3 --eval dev.tsv"
    })
final class EvaluateCommand implements Callable<Integer> {
  @Mixin private HomeOptions home;

  @Option(
      names = "--task",
      required = true,
      paramLabel = "FILE",
      description = "The task definition as JSON. It runs under a name of its own.")
  private Path task;

  @Option(names = "--train", paramLabel = "FILE", description = "Rows to learn from.")
  private Path train;

  @Option(names = "--eval", required = true, paramLabel = "FILE", description = "Rows to score.")
  private Path eval;

  @Option(
      names = "--shots",
      paramLabel = "K",
      description = "Learn from K rows of each label, drawn at random (default: from all rows).")
  private Integer shots;

  @Option(
      names = "--seed",
      split = ",",
      paramLabel = "S",
      defaultValue = "1",
      description = "Seeds of the draws; each is a run of its own (default: ${DEFAULT-VALUE}).")
  private List<Long> seeds;

  @Option(names = "--limit", paramLabel = "N", description = "Score only the first N rows.")
  private Integer limit;

  @Option(
      names = "--train-limit",
      paramLabel = "N",
      description = "Learn only from the first N rows.")
  private Integer trainLimit;

  @Override
  public Integer call() throws Exception {
    var console = Console.standard();
    TaskDefinition definition = Topics.TASKS.codec().decode(Files.readAllBytes(task));
    if (!definition.kind().labelled()) {
      throw new IllegalArgumentException(
          "evaluate scores labels; a " + definition.kind().text() + " task has none");
    }
    LabelledSet evalRows = rows(eval, limit, definition);
    LabelledSet trainRows = train == null ? null : rows(train, trainLimit, definition);
    List<Evaluation.Result> results = new ArrayList<>();
    try (var client = ChainClient.connect(home.running().kafka())) {
      for (long seed : runs()) {
        String name =
            definition.name() + "-evaluate-" + seed + "-" + Long.toString(System.nanoTime(), 36);
        var learned = trainRows == null || shots == null ? trainRows : trainRows.shots(shots, seed);
        results.add(new Evaluation(client, console, definition, name).run(learned, evalRows));
      }
    }
    print(console, definition.name(), results);
    return results.stream().allMatch(r -> r.deadLetters() == 0) ? 0 : 1;
  }

  /** Draws differ by the seed only when there is something to draw. */
  private List<Long> runs() {
    return shots == null ? seeds.subList(0, 1) : seeds;
  }

  private static LabelledSet rows(Path file, Integer limit, TaskDefinition definition)
      throws Exception {
    var rows = LabelledSet.read(file).withLabels(definition.labels());
    return limit == null ? rows : rows.first(limit);
  }

  private void print(Console console, String name, List<Evaluation.Result> results)
      throws Exception {
    var table =
        new Table("seed", "labels", "texts", "accuracy", "macro F1", "texts/s", "p50 ms", "p99 ms");
    for (int i = 0; i < results.size(); i++) {
      var r = results.get(i);
      table.row(
          runs().get(i),
          r.trainExamples(),
          r.texts(),
          format("%.4f", r.accuracy()),
          format("%.4f", r.macroF1()),
          format("%.1f", r.textsPerSecond()),
          format("%.0f", r.p50Millis()),
          format("%.0f", r.p99Millis()));
    }
    console.result(table.toString());
    var line = new LinkedHashMap<String, Object>();
    line.put("task", name);
    line.put("eval", eval.getFileName().toString());
    line.put("metric", "accuracy");
    line.put(
        "value", results.stream().mapToDouble(Evaluation.Result::accuracy).average().orElse(0));
    line.put("seeds", runs());
    line.put("runs", results);
    console.result(new ObjectMapper().writeValueAsString(line));
  }

  private static String format(String pattern, double value) {
    return String.format(Locale.ROOT, pattern, value);
  }
}

package io.clozeline.deploy.command;

import io.clozeline.deploy.client.ChainClient;
import io.clozeline.deploy.console.Console;
import io.clozeline.deploy.evaluate.Evaluation;
import io.clozeline.deploy.evaluate.HeadChoice;
import io.clozeline.deploy.evaluate.Result;
import io.clozeline.deploy.evaluate.Results;
import io.clozeline.deploy.evaluate.Run;
import io.clozeline.deploy.evaluate.suite.Suite;
import io.clozeline.deploy.evaluate.suite.SuiteRun;
import io.clozeline.deploy.launch.ServiceInfo;
import io.clozeline.deploy.task.Presets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs labelled data sets through the chain. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = {
      "Runs a labelled data set, or a suite of them, through the running chain and prints how well"
          + " it did by the measures of the task's kind.",
      "Without --train the task answers from zero labels. With it, the training rows are fed back,"
          + " the release that learnt from all of them goes live, and the evaluation rows are"
          + " streamed.",
      "Data is TSV with a header: text (or text_a, text_b) and label; JSONL with tokens and labels,"
          + " or text and label; or SQuAD's JSON; each with .gz too. Labels are the task's, or"
          + " numbers: places among the task's labels."
    },
    footer = {
      "",
      "Examples:",
      "  clozeline evaluate --task sst-2 --train train.tsv.gz --shots 16 --seed 1,2,3 --eval"
          + " dev.tsv",
      "  clozeline evaluate --task rte --head both --train rte_train.tsv --eval rte_dev.tsv",
      "  clozeline evaluate --suite glue --data ../shared/data --out report"
    })
final class EvaluateCommand implements Callable<Integer> {
  @Mixin private HomeOptions home;
  @Mixin private EvaluateRows rows;
  @Mixin private EvaluateLearning learning;
  @Mixin private EvaluateSuite suite;

  @Option(
      names = "--task",
      paramLabel = "FILE|PRESET",
      description = "The task definition. It runs under a name of its own.")
  private String task;

  @Option(
      names = "--head",
      paramLabel = "HEAD",
      description =
          "prompt, linear (a head that starts from nothing) or both (default: as the task says).")
  private HeadChoice head;

  @Option(
      names = "--keep",
      description = "Leaves task, examples and adapter in the chain when a run is over.")
  private boolean keep;

  @Override
  public Integer call() throws Exception {
    if ((suite.name() == null) == (task == null || rows.eval() == null)) {
      throw new IllegalArgumentException("Give --task and --eval, or --suite.");
    }
    var console = Console.standard();
    var chain = home.running();
    try (var client = ChainClient.connect(chain.kafka())) {
      var evaluation = new Evaluation(client, new ServiceInfo(chain), console);
      return suite.name() == null ? one(evaluation, console) : all(evaluation, console);
    }
  }

  private int one(Evaluation evaluation, Console console) throws Exception {
    Run run =
        new Run(
            Presets.fileOrName(task),
            head,
            rows.seeds(),
            rows.train(),
            rows.unlabelled(),
            rows.eval(),
            learning.overrides());
    List<Result> results = run.make(evaluation, Path.of(""), keep, result -> {});
    var printed = new Results(task, rows.eval().file(), results);
    console.result(printed.table());
    console.result(printed.json());
    return results.stream().allMatch(r -> r.deadLetters() == 0) ? 0 : 1;
  }

  private int all(Evaluation evaluation, Console console) throws Exception {
    Suite chosen = Suite.read(suite.name()).only(suite.only());
    var run = new SuiteRun(chosen, suite.quick(), suite.data(), suite.out(), console);
    return run.run(evaluation) ? 0 : 1;
  }
}

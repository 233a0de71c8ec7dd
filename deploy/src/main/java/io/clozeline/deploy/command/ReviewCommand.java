package io.clozeline.deploy.command;

import io.clozeline.deploy.client.ChainClient;
import io.clozeline.deploy.console.Console;
import io.clozeline.deploy.review.Asked;
import io.clozeline.deploy.review.AskedFormat;
import io.clozeline.deploy.review.Questions;
import io.clozeline.events.task.TaskDefinition;
import io.clozeline.events.topic.Topics;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what people are asked about. */
@Command(
    name = "review",
    mixinStandardHelpOptions = true,
    description =
        "Shows the texts whose labels would teach a task most: those that it is least sure of, unlike"
            + " each other, as many an hour as its definition allows. Each comes with what was answered"
            + " and why it is asked; what has been answered by feedback is left out.",
    footer = {
      "",
      "A task asks once its definition says so: \"review\": {\"perHour\": 60}, and perhaps"
          + " \"strategy\": \"entropy\" or \"random\", \"diversity\": false.",
      "",
      "Examples:",
      "  clozeline review --task sentiment",
      "  clozeline feedback --task sentiment --id r-17 --label negative",
      "  clozeline review --task sentiment --follow --json",
      "",
      "Many at once: take what was answered as a draft, correct the labels in it, and send it back:",
      "  clozeline review --task sentiment -n 100 --json \\",
      "    | jq -c '{id, label: .annotation.label}' > labels.jsonl",
      "  clozeline feedback labels.jsonl --task sentiment"
    })
final class ReviewCommand implements Callable<Integer> {
  @Mixin private HomeOptions options;

  @Option(names = "--task", required = true, paramLabel = "NAME", description = "The task.")
  private String task;

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "COUNT",
      defaultValue = "20",
      description = "Only the newest of them (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Option(names = "--all", description = "Also those that have been answered.")
  private boolean all;

  @Option(names = "--follow", description = "Goes on with those to come, until Ctrl-C.")
  private boolean follow;

  @Option(names = "--json", description = "One line of JSON each, with the whole text.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    Checks.atLeast(1, limit, "--limit");
    var console = Console.standard();
    Map<String, Object> kafka = options.running().kafka();
    var questions = new Questions(kafka);
    var coming = new LinkedBlockingQueue<ConsumerRecord<byte[], byte[]>>();
    try (var client = ChainClient.connect(kafka)) {
      Map<String, TaskDefinition> tasks = client.tasks();
      Checks.taskExists(task, tasks.keySet());
      var tail = follow ? client.tail(List.of(Topics.REVIEW.name()), coming::add) : null;
      List<Asked> newest = questions.newest(task, limit, all);
      if (!json && (follow || !newest.isEmpty())) {
        console.result(AskedFormat.header());
      }
      newest.forEach(asked -> print(console, asked));
      console.say(advice(tasks.get(task), newest.size()));
      if (tail != null) {
        follow(console, questions, coming, newest);
      }
    }
    return 0;
  }

  /** What came while the others were read is among both. */
  private void follow(
      Console console,
      Questions questions,
      LinkedBlockingQueue<ConsumerRecord<byte[], byte[]>> coming,
      List<Asked> newest)
      throws InterruptedException {
    Set<String> shown = new HashSet<>();
    newest.forEach(asked -> shown.add(asked.review().id()));
    while (true) {
      questions
          .of(coming.take(), task)
          .filter(asked -> !shown.remove(asked.review().id()))
          .ifPresent(asked -> print(console, asked));
    }
  }

  private void print(Console console, Asked asked) {
    console.result(
        json ? AskedFormat.json(asked) : AskedFormat.lines(asked, Checks.terminalWidth()));
  }

  private String advice(TaskDefinition definition, int shown) {
    if (shown > 0) {
      return "Answer with: clozeline feedback --task "
          + task
          + " --id ID --"
          + definition.kind().answers().get(0)
          + " …";
    }
    return definition.review() == null
        ? "The task " + task + " asks nobody: its definition has no \"review\"; see --help."
        : "Nothing waits for an answer.";
  }
}

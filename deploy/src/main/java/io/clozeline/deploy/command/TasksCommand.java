package io.clozeline.deploy.command;

import io.clozeline.deploy.client.ChainClient;
import io.clozeline.deploy.console.Console;
import io.clozeline.deploy.console.Table;
import io.clozeline.deploy.launch.ChainNote;
import io.clozeline.deploy.launch.ServiceInfo;
import io.clozeline.deploy.task.Presets;
import io.clozeline.deploy.task.TaskChange;
import io.clozeline.deploy.task.TaskFile;
import io.clozeline.events.task.Task;
import io.clozeline.events.task.TaskDefinition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists and changes the tasks. */
@Command(
    name = "tasks",
    mixinStandardHelpOptions = true,
    description = "Lists, shows, adds, changes and removes tasks while everything runs.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      TasksCommand.ListTasks.class,
      TasksCommand.Show.class,
      TasksCommand.Put.class,
      TasksCommand.Remove.class,
      TasksPresetsCommand.class
    },
    footer = {"", "Example:  clozeline tasks put my-task.json && clozeline tasks list"})
final class TasksCommand implements Callable<Integer> {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @Mixin private HomeOptions options;

  @Override
  public Integer call() {
    return list(options);
  }

  /** One line a task. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists the tasks.",
      footer = {"", "Example:  clozeline tasks list"})
  static final class ListTasks implements Callable<Integer> {
    @Mixin private HomeOptions options;

    @Override
    public Integer call() {
      return list(options);
    }
  }

  /** All of one task. */
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description =
          "Prints the definition of a task, or of a preset when no task has that name, with what it"
              + " leaves out filled in.",
      footer = {"", "Example:  clozeline tasks show sentiment > my-task.json"})
  static final class Show implements Callable<Integer> {
    @Mixin private HomeOptions options;

    @Parameters(paramLabel = "NAME", description = "The task, or a preset.")
    private String name;

    @Override
    public Integer call() {
      var preset = Presets.find(name);
      if (preset.isPresent() && !options.up()) {
        Console.standard().result(TaskFile.text(preset.get()));
        return 0;
      }
      try (var client = ChainClient.connect(options.running().kafka())) {
        var tasks = client.tasks();
        if (preset.isEmpty()) {
          Checks.taskExists(name, tasks.keySet());
        }
        Console.standard().result(TaskFile.text(tasks.getOrDefault(name, preset.orElse(null))));
      }
      return 0;
    }
  }

  /** Adds or changes one. */
  @Command(
      name = "put",
      mixinStandardHelpOptions = true,
      description =
          "Adds a task, or changes the one of that name; returns when the services answer by it. A"
              + " definition that cannot work is refused with the reason, and the old one stays.",
      footer = {
        "",
        "Examples:",
        "  clozeline tasks put my-task.json",
        "  clozeline tasks put sst-2 --as reviews"
      })
  static final class Put implements Callable<Integer> {
    @Mixin private HomeOptions options;

    @Parameters(
        paramLabel = "FILE|PRESET",
        description = "The definition as JSON, or the name of a preset.")
    private String definition;

    @Option(
        names = "--as",
        paramLabel = "NAME",
        description = "The task's name (default: the one in the definition).")
    private String name;

    @Override
    public Integer call() {
      ChainNote note = options.running();
      TaskDefinition written = Presets.fileOrName(definition);
      Task task =
          TaskFile.check(
              name == null ? written : written.named(name), Path.of(note.modelDirectory()));
      try (var client = ChainClient.connect(note.kafka())) {
        new TaskChange(client, new ServiceInfo(note), LIMIT).put(task);
      }
      Console.standard().say("The task " + task.name() + " is live, version " + task.version());
      return 0;
    }
  }

  /** Removes one. */
  @Command(
      name = "remove",
      mixinStandardHelpOptions = true,
      description = "Removes a task; texts of it are refused from then on.",
      footer = {"", "Example:  clozeline tasks remove my-task"})
  static final class Remove implements Callable<Integer> {
    @Mixin private HomeOptions options;

    @Parameters(paramLabel = "NAME", description = "The task.")
    private String name;

    @Override
    public Integer call() {
      ChainNote note = options.running();
      try (var client = ChainClient.connect(note.kafka())) {
        Checks.taskExists(name, client.tasks().keySet());
        new TaskChange(client, new ServiceInfo(note), LIMIT).remove(name);
      }
      Console.standard().say("The task " + name + " is gone");
      return 0;
    }
  }

  private static Integer list(HomeOptions options) {
    try (var client = ChainClient.connect(options.running().kafka())) {
      var table = new Table("task", "kind", "labels", "prompt", "trains after");
      client.tasks().forEach((name, task) -> table.row(cells(task)));
      Console.standard().result(table.toString());
    }
    return 0;
  }

  private static Object[] cells(TaskDefinition task) {
    return new Object[] {
      task.name(),
      task.kind().text(),
      task.labels().isEmpty() ? null : String.join(", ", task.labels()),
      task.prompted() ? task.prompt().patterns().get(0) : null,
      task.learning().minExamples() + " examples"
    };
  }
}

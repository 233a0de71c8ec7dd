package io.clozeline.deploy.command;

import io.clozeline.deploy.console.Console;
import io.clozeline.deploy.console.Table;
import io.clozeline.deploy.task.Presets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Lists the definitions that are ready to be put. */
@Command(
    name = "presets",
    mixinStandardHelpOptions = true,
    description =
        "Lists the presets: definitions with published patterns and words, and one for each kind of"
            + " task. \"clozeline tasks show NAME\" prints one.",
    footer = {"", "Example:  clozeline tasks presets && clozeline tasks put sst-2"})
final class TasksPresetsCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    var table = new Table("preset", "kind", "labels", "after");
    Presets.all()
        .forEach(
            (name, preset) ->
                table.row(
                    name,
                    preset.task().kind().text(),
                    preset.task().labels().isEmpty() ? null : preset.task().labels().size(),
                    preset.source()));
    Console.standard().result(table.toString());
    return 0;
  }
}

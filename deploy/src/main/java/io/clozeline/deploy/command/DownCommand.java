package io.clozeline.deploy.command;

import io.clozeline.deploy.console.Console;
import io.clozeline.deploy.launch.Stopping;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stops everything. */
@Command(
    name = "down",
    mixinStandardHelpOptions = true,
    description = "Stops the services, then the broker. Topics and adapters stay on disk.",
    footer = {"", "Example:  clozeline down"})
final class DownCommand implements Callable<Integer> {
  @Mixin private HomeOptions options;

  @Override
  public Integer call() {
    var console = Console.standard();
    console.say(
        Stopping.down(options.home(), console) ? "Clozeline is down." : "Clozeline was not up.");
    return 0;
  }
}

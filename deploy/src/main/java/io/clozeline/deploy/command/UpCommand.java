package io.clozeline.deploy.command;

import io.clozeline.deploy.client.ShippedTasks;
import io.clozeline.deploy.console.Console;
import io.clozeline.deploy.launch.Chain;
import io.clozeline.deploy.launch.ChainNote;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Starts everything. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description =
        "Starts a Kafka broker and the four services on this machine, on loopback only, and returns"
            + " when all are ready. Data is kept from one start to the next.",
    footer = {"", "Example:  clozeline up --partitions 4"})
final class UpCommand implements Callable<Integer> {
  @Mixin private LaunchOptions options;

  @Override
  public Integer call() {
    var console = Console.standard();
    var chain = new Chain(options.settings(), console);
    ChainNote note = chain.up();
    ShippedTasks.publishMissing(note.kafka());
    chain.leaveRunning();
    console.say("Clozeline is up. Kafka: " + note.bootstrap());
    console.say("Annotate:  clozeline annotate --task sentiment FILE      Stop:  clozeline down");
    return 0;
  }
}

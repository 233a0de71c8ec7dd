package io.clozeline.deploy.command;

import io.clozeline.deploy.launch.ChainNote;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Looks into the dead letters and sends them back. */
@Command(
    name = "dead-letters",
    mixinStandardHelpOptions = true,
    description =
        "Lists the records that could not be processed, shows one with its bytes, and sends them"
            + " back to their topics once the reason is gone.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DeadLettersListCommand.class,
      DeadLettersShowCommand.class,
      DeadLettersReplayCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  clozeline dead-letters list --summary",
      "  clozeline dead-letters show texts.dead-letters/0/17",
      "  clozeline dead-letters replay --code unknown-task --since 1h"
    })
final class DeadLettersCommand implements Callable<Integer> {
  @Mixin private HomeOptions options;
  @Mixin private LetterFilterOptions filter;

  @Override
  public Integer call() {
    return DeadLettersListCommand.table(options, filter.filter());
  }

  /** How to reach the broker. */
  static Map<String, Object> clients(HomeOptions options) {
    ChainNote note = options.running();
    return Map.of("bootstrap.servers", note.bootstrap());
  }
}

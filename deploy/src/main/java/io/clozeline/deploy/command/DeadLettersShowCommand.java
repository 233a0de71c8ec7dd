package io.clozeline.deploy.command;

import io.clozeline.deploy.console.Console;
import io.clozeline.deploy.deadletters.Letter;
import io.clozeline.deploy.deadletters.LetterId;
import io.clozeline.deploy.deadletters.LetterText;
import io.clozeline.deploy.deadletters.Letters;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** All of one dead letter. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Shows why a record failed, and the record itself as it was sent.",
    footer = {
      "",
      "Examples:",
      "  clozeline dead-letters show texts.dead-letters/0/17",
      "  clozeline dead-letters show --raw texts.dead-letters/0/17 > record.json"
    })
final class DeadLettersShowCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private HomeOptions options;

  @Parameters(paramLabel = "ID", description = "The dead letter, as the list names it.")
  private String id;

  @Option(names = "--raw", description = "Only the record's value, byte by byte.")
  private boolean raw;

  @Override
  public Integer call() {
    LetterId wanted = parse();
    var console = Console.standard();
    var found = new Letters(DeadLettersCommand.clients(options)).get(wanted);
    if (found.isEmpty()) {
      console.say("clozeline: no dead letter stands at " + wanted + ".");
      return 1;
    }
    Letters.Whole whole = found.get();
    if (!raw) {
      print(whole, console);
      return 0;
    }
    if (whole.value() == null) {
      console.say("clozeline: it has no value: " + LetterText.printable(whole.letter().cause()));
      return 1;
    }
    System.out.write(whole.value(), 0, whole.value().length);
    System.out.flush();
    return 0;
  }

  private LetterId parse() {
    try {
      return LetterId.parse(id);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private static void print(Letters.Whole whole, Console console) {
    Letter letter = whole.letter();
    line(console, "id", letter.id());
    line(console, "origin", letter.origin());
    line(console, "key", letter.key() == null ? "(none)" : letter.key());
    line(console, "sent", letter.sent());
    line(console, "code", letter.code().text());
    line(console, "stage", letter.stage());
    line(console, "cause", letter.cause());
    line(console, "attempt", letter.attempt());
    line(console, "replayed", letter.replayed() == null ? "no" : letter.replayed());
    line(console, "bytes", letter.valueLeftOut() ? "not kept" : letter.bytes());
    console.result("");
    console.result(LetterText.value(whole.value()));
  }

  private static void line(Console console, String name, Object value) {
    console.result(String.format("%-9s %s", name, LetterText.printable(value.toString())));
  }
}

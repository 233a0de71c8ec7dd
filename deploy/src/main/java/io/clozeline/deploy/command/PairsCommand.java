package io.clozeline.deploy.command;

import io.clozeline.deploy.console.Console;
import io.clozeline.deploy.pairs.Documents;
import io.clozeline.deploy.pairs.SentencePairs;
import io.clozeline.deploy.pairs.SentencePairs.Pair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes training pairs for the next sentence. */
@Command(
    name = "pairs",
    mixinStandardHelpOptions = true,
    description = {
      "Makes training pairs for a next-sentence task from plain text: half of them sentences that"
          + " follow each other, half with a second sentence from another document.",
      "A blank line ends a document. The pairs are TSV with the columns text_a, text_b and label,"
          + " as \"clozeline evaluate\" reads it."
    },
    footer = {"", "Example:  clozeline pairs --from book.txt --out pairs.tsv"})
final class PairsCommand implements Callable<Integer> {
  @Option(names = "--from", required = true, paramLabel = "FILE", description = "UTF-8 text.")
  private Path from;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Takes the pairs (default: standard output).")
  private Path out;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Of the draws; the same seed makes the same pairs (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--limit", paramLabel = "N", description = "Makes no more than N pairs.")
  private Integer limit;

  @Option(
      names = "--language",
      paramLabel = "TAG",
      defaultValue = "en",
      description = "Whose rules end a sentence, such as de (default: ${DEFAULT-VALUE}).")
  private String language;

  @Override
  public Integer call() throws IOException {
    List<Pair> pairs = SentencePairs.of(documents(), seed);
    if (limit != null) {
      Checks.atLeast(1, limit, "--limit");
      pairs = pairs.subList(0, Math.min(limit, pairs.size()));
    }
    List<String> lines =
        Stream.concat(Stream.of(SentencePairs.HEADER), pairs.stream().map(Pair::line)).toList();
    var console = Console.standard();
    if (out == null) {
      lines.forEach(console::result);
    } else {
      Files.write(out, lines);
      console.say(pairs.size() + " pairs in " + out);
    }
    return 0;
  }

  private Documents documents() throws IOException {
    try {
      return Documents.of(Files.readAllLines(from), Locale.forLanguageTag(language));
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException("There is no file " + from + ".", e);
    }
  }
}

package io.clozeline.deploy.command;

import io.clozeline.deploy.deadletters.LetterFilter;
import io.clozeline.deploy.deadletters.LetterId;
import io.clozeline.deploy.deadletters.Letters;
import io.clozeline.events.error.ErrorCode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which dead letters a command is about. */
final class LetterFilterOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--topic",
      split = ",",
      paramLabel = "NAME",
      description = "Only those of records of this topic, for example texts.")
  private List<String> topics = List.of();

  @Option(
      names = "--code",
      split = ",",
      paramLabel = "CODE",
      description = "Only those with this error code, for example unknown-task.")
  private List<String> codes = List.of();

  @Option(
      names = "--stage",
      split = ",",
      paramLabel = "NAME",
      description = "Only those of this stage, for example encoder.")
  private List<String> stages = List.of();

  @Option(names = "--key", paramLabel = "KEY", description = "Only those with this key.")
  private List<String> keys = List.of();

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description =
          "Only those sent to the chain since then: 2026-01-31T12:00:00Z, or so long ago: 90s, 15m,"
              + " 2h, 3d.")
  private String since;

  @Option(names = "--open", description = "Only those that were not replayed.")
  private boolean open;

  /** Whether none was given. */
  boolean none() {
    return topics.isEmpty()
        && codes.isEmpty()
        && stages.isEmpty()
        && keys.isEmpty()
        && since == null
        && !open;
  }

  /** The filter; wrong options end the command with its usage. */
  LetterFilter filter() {
    try {
      return new LetterFilter(
          topics.stream().map(LetterFilterOptions::topic).collect(Collectors.toSet()),
          codes.stream().map(LetterFilterOptions::code).collect(Collectors.toSet()),
          new HashSet<>(stages),
          new HashSet<>(keys),
          since == null ? null : since(since, Instant.now()),
          open);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  /** A moment, or so long before {@code now}. */
  static Instant since(String text, Instant now) {
    try {
      if (text.matches("\\d{1,9}[smhd]")) {
        String length = text.toUpperCase(Locale.ROOT);
        return now.minus(Duration.parse(length.endsWith("D") ? "P" + length : "PT" + length));
      }
      return Instant.parse(text);
    } catch (DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException(
          "--since takes 2026-01-31T12:00:00Z or 90s, 15m, 2h, 3d, not \"" + text + "\".", e);
    }
  }

  private static String topic(String name) {
    String deadLetters = Letters.deadLettersOf(name);
    if (!LetterId.topics().contains(deadLetters)) {
      throw new IllegalArgumentException(
          "There is no topic \"" + name + "\"; dead letters have " + LetterId.topics() + ".");
    }
    return deadLetters;
  }

  private static ErrorCode code(String text) {
    try {
      return ErrorCode.of(text);
    } catch (IllegalArgumentException unknown) {
      Set<String> known =
          Arrays.stream(ErrorCode.values()).map(ErrorCode::text).collect(Collectors.toSet());
      throw new IllegalArgumentException(
          "There is no code \"" + text + "\"; there are " + String.join(", ", known) + ".",
          unknown);
    }
  }
}

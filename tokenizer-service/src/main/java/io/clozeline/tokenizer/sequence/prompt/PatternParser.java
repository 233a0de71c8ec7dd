package io.clozeline.tokenizer.sequence.prompt;

import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.events.task.Prompt;
import io.clozeline.tokenizer.sequence.BertInput;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;

/** Reads a pattern once for each task, so that its words are not tokenized for each text. */
final class PatternParser {
  private static final java.util.regex.Pattern PLACES =
      java.util.regex.Pattern.compile("\\{text}|\\{textB}|\\[MASK]");

  private final BertInput input;
  private final int longestWord;
  private final int positions;

  /**
   * A parser of a task's patterns.
   *
   * @param longestWord tokens of the longest word that a blank takes
   * @param positions tokens that a sequence may have
   */
  PatternParser(BertInput input, int longestWord, int positions) {
    this.input = input;
    this.longestWord = longestWord;
    this.positions = positions;
  }

  /**
   * Reads one pattern, which {@link Prompt} has checked.
   *
   * @throws EventException when it leaves no room for a text
   */
  Pattern parse(String pattern) {
    refuseIf(
        !StandardCharsets.UTF_8.newEncoder().canEncode(pattern),
        "a pattern is not valid Unicode: it holds a lone surrogate");
    var parts = new ArrayList<Part>();
    List<MatchResult> places = PLACES.matcher(pattern).results().toList();
    long blanks = places.stream().filter(place -> place.group().equals(Prompt.MASK)).count();
    var blank = new Part.Blank(blanks == 1 ? longestWord : 1); // only a single one is widened
    int from = 0;
    for (MatchResult place : places) {
      addWords(pattern.substring(from, place.start()), parts);
      parts.add(part(place.group(), blank));
      from = place.end();
    }
    addWords(pattern.substring(from), parts);
    return checked(new Pattern(List.copyOf(parts)), pattern);
  }

  private void addWords(String words, List<Part> parts) {
    int[] ids = input.wordPiece().split(words).ids();
    if (ids.length > 0) {
      parts.add(new Part.Words(ids));
    }
  }

  private static Part part(String place, Part.Blank blank) {
    return switch (place) {
      case Prompt.TEXT -> new Part.Slot(false);
      case Prompt.TEXT_B -> new Part.Slot(true);
      case Prompt.MASK -> blank;
      default -> throw new IllegalArgumentException(place);
    };
  }

  private Pattern checked(Pattern pattern, String text) {
    refuseIf(
        pattern.room(positions) < pattern.slots(),
        "the pattern \"" + text + "\" leaves no room for a text in " + positions + " tokens");
    return pattern;
  }

  private static void refuseIf(boolean wrong, String reason) {
    if (wrong) {
      throw new EventException(ErrorCode.TASK_REFUSED, reason);
    }
  }
}

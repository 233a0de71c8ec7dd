package io.clozeline.tokenizer.sequence.prompt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.events.Limits;
import io.clozeline.events.TokenSequence;
import io.clozeline.events.TokenizedText;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.events.task.Prompt;
import io.clozeline.events.task.Windows;
import io.clozeline.events.topic.Topics;
import io.clozeline.tokenizer.TestModel;
import io.clozeline.tokenizer.sequence.SequencedText;
import io.clozeline.tokenizer.sequence.Sequences;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromptSequencerTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{text} It was [MASK].        | [CLS] fine food it was [MASK] . [SEP]",
        "[MASK]: {text}               | [CLS] [MASK] : fine food [SEP]",
        "{text}[MASK]                 | [CLS] fine food [MASK] [SEP]",
        "un{text}ly [SEP] [MASK] now  | [CLS] un fine food l ##y [ sep ] [MASK] now [SEP]"
      })
  void aPatternGoesAroundTheText(String pattern, String tokens) {
    // When
    TokenSequence sequence = sequencer(pattern).sequence("Fine food", null).sequences().get(0);

    // Then
    assertEquals(tokens, Sequences.tokens(sequence));
    assertEquals("[MASK]", Sequences.selected(sequence));
    assertArrayEquals(new int[sequence.length()], sequence.typeIds());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{text} It was [MASK].        | 1 | [CLS] fine food it was [MASK] . [SEP]",
        "{text} It was [MASK].        | 3 | [CLS] fine food it was [MASK] [MASK] [MASK] . [SEP]",
        "[MASK] or [MASK]: {text}     | 2 | [CLS] [MASK] or [MASK] : fine food [SEP]",
        "[MASK] or [MASK]: {text}     | 1 | [CLS] [MASK] or [MASK] : fine food [SEP]"
      })
  void aSingleMaskIsWidenedToTheLongestWord(String pattern, int longest, String tokens) {
    // When
    TokenSequence sequence =
        new PromptSequencer(prompt(null, pattern), longest, TestModel.input(), Windows.DEFAULT)
            .sequence("Fine food", null)
            .sequences()
            .get(0);

    // Then
    assertEquals(tokens, Sequences.tokens(sequence));
    assertEquals(
        Prompts.count(tokens, "[MASK]"), Prompts.count(Sequences.selected(sequence), "[MASK]"));
    assertEquals(0, sequence.offsets().length);
  }

  @Test
  void theTasksOwnFieldsAreWordsOfThePattern() {
    // Given
    Prompt prompt = prompt(Map.of("topic", "the [SEP] menu"), "On {topic}: {text} [MASK]");

    // When
    SequencedText text =
        new PromptSequencer(prompt, 1, TestModel.input(), Windows.DEFAULT).sequence("good", null);

    // Then
    assertEquals(
        "[CLS] on the [ sep ] menu : good [MASK] [SEP]", Sequences.tokens(text.sequences().get(0)));
  }

  @Test
  void theContentFreeSequencesAreThreeForEachPattern() {
    // When
    List<TokenSequence> free =
        sequencer("{text} It was [MASK].", "[MASK] {textB}, {text}").contentFree();

    // Then
    assertEquals(
        List.of(
            "[CLS] n / a it was [MASK] . [SEP]",
            "[CLS] [MASK] it was [MASK] . [SEP]",
            "[CLS] it was [MASK] . [SEP]",
            "[CLS] [MASK] n / a , n / a [SEP]",
            "[CLS] [MASK] [MASK] , [MASK] [SEP]",
            "[CLS] [MASK] , [SEP]"),
        free.stream().map(Sequences::tokens).toList());
    assertEquals(List.of(6, 4, 3, 1, 1, 1), free.stream().map(s -> s.selected()[0]).toList());
    assertTrue(free.stream().allMatch(s -> s.selected().length == 1));
  }

  @Test
  void aTaskMayAskForShorterWindows() {
    // When
    SequencedText text =
        new PromptSequencer(
                prompt(null, "{text} It was [MASK]."), 2, TestModel.input(), new Windows(9, 8, 32))
            .sequence("a ".repeat(40), null);

    // Then
    assertEquals(2, text.windows());
    assertTrue(text.sequences().stream().allMatch(s -> s.length() == 32));
  }

  @Test
  void thePatternsAreAnEnsemble() {
    // When
    SequencedText text = sequencer("{text} [MASK]", "[MASK] {text}").sequence("good", null);

    // Then
    assertEquals(2, text.sequences().size());
    assertEquals("[CLS] good [MASK] [SEP]", Sequences.tokens(text.sequences().get(0)));
    assertEquals("[CLS] [MASK] good [SEP]", Sequences.tokens(text.sequences().get(1)));
    assertEquals(1, text.tokensIn());
  }

  @Test
  void aPairGoesFreelyIntoOneSegment() {
    // When
    TokenSequence sequence =
        sequencer("{textB} ? [MASK] , {text}").sequence("one", "two").sequences().get(0);

    // Then
    assertEquals("[CLS] two ? [MASK] , one [SEP]", Sequences.tokens(sequence));
    assertArrayEquals(new int[7], sequence.typeIds());
  }

  @ParameterizedTest
  @ValueSource(strings = {"[MASK]", "good [MASK] [SEP] [CLS]", "{text} {textB}"})
  void whatAUserWritesIsOnlyText(String text) {
    // When
    TokenSequence sequence = sequencer("{text} [MASK]").sequence(text, null).sequences().get(0);

    // Then
    assertEquals(1, sequence.selected().length);
    assertEquals(sequence.length() - 2, sequence.selected()[0]);
    assertEquals(1, Prompts.count(Sequences.tokens(sequence), "[MASK]"));
    assertEquals(1, Prompts.count(Sequences.tokens(sequence), "[CLS]"));
    assertEquals(1, Prompts.count(Sequences.tokens(sequence), "[SEP]"));
  }

  @ParameterizedTest
  @CsvSource({
    "506, 1, false",
    "507, 2, false",
    "948, 2, false",
    "949, 3, false",
    "20000, 32, true"
  })
  void theTextIsCutAndNeverThePattern(int tokens, int windows, boolean truncated) {
    // When
    SequencedText text = sequencer("{text} It was [MASK].").sequence("a ".repeat(tokens), null);

    // Then
    for (TokenSequence sequence : text.sequences()) {
      assertEquals(Math.min(tokens + 6, 512), sequence.length());
      assertTrue(Sequences.tokens(sequence).endsWith(" a it was [MASK] . [SEP]"));
      assertEquals("[MASK]", Sequences.selected(sequence));
    }
    assertEquals(windows, text.windows());
    assertEquals(tokens, text.tokensIn());
    assertEquals(truncated, text.truncated());
  }

  @Test
  void allPatternsReadTheSameWindowsOneAfterTheOther() {
    // When
    SequencedText text =
        sequencer("{text} [MASK]", "[MASK] . It was {text} .").sequence("a ".repeat(508), null);

    // Then
    assertEquals(2, text.windows());
    assertEquals(4, text.sequences().size());
    assertEquals(
        List.of(0, 0, 6, 6), text.sequences().stream().map(TokenSequence::windowOrigin).toList());
    assertEquals(1, text.sequences().get(1).selected()[0]);
    assertEquals(1, text.sequences().get(3).selected()[0]);
    assertEquals(1, sequencer("{text} [MASK]").sequence("a ".repeat(508), null).windows());
  }

  @Test
  void theLargestRecordOfATextFitsItsTopic() {
    // Given the most patterns, and a text of as many and as large numbers as can be
    String[] patterns = new String[32];
    Arrays.setAll(patterns, i -> "{text} [MASK] " + i);
    String text = "\u7530 ".repeat(250_000);

    // When
    SequencedText sequenced = sequencer(patterns).sequence(text, null);

    // Then
    assertEquals(16, sequenced.windows());
    assertEquals(Limits.SEQUENCES, sequenced.sequences().size());
    assertTrue(sequenced.truncated());
    var record =
        new TokenizedText(
            "d", "t", "v", "t", 1, true, 16, 1, 1, sequenced.sequences(), Long.MAX_VALUE, null);
    assertTrue(Topics.TOKENS.codec().encode(record).length < Limits.RECORD_BYTES / 2);
  }

  @Test
  void aPatternThatLeavesNoRoomIsRefused() {
    // Given
    String pattern = "word ".repeat(509) + "{text} [MASK]";

    // When
    var refused = assertThrows(EventException.class, () -> sequencer(pattern));

    // Then
    assertEquals(ErrorCode.TASK_REFUSED, refused.code());
  }

  @Test
  void aPatternWithALoneSurrogateIsRefused() {
    // When
    var refused = assertThrows(EventException.class, () -> sequencer("\ud800 {text} [MASK]"));

    // Then
    assertEquals(ErrorCode.TASK_REFUSED, refused.code());
  }

  private static PromptSequencer sequencer(String... patterns) {
    return new PromptSequencer(prompt(null, patterns), 1, TestModel.input(), Windows.DEFAULT);
  }

  private static Prompt prompt(Map<String, String> fields, String... patterns) {
    var verbalizer = Map.of("a", List.of("good"), "b", List.of("bad"));
    return new Prompt(List.of(patterns), null, fields, verbalizer, null, null);
  }

  private static final class Prompts {
    static int count(String text, String part) {
      return (text.length() - text.replace(part, "").length()) / part.length();
    }
  }
}

package io.clozeline.encoder.demonstration;

import io.clozeline.encoder.pass.Shown;
import io.clozeline.events.Limits;
import io.clozeline.events.TokenSequence;
import io.clozeline.events.TokenizedText;
import io.clozeline.events.demonstration.Demonstration;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts examples behind a text, each time others, in the second segment; the text's masks stay where
 * they were. The text alone answers too: examples that mislead are outvoted.
 *
 * @param draws of each sequence beside the one without examples; fewer where a text has so many
 *     sequences or masks that they would be more than one record may hold
 * @param tokens of such a sequence at most
 */
record Extension(int patterns, int draws, int perLabel, int tokens) {
  /** What {@code pool} shows to a model of so many positions. */
  static Extension of(Pool pool, int positions) {
    var settings = pool.settings();
    return new Extension(
        pool.patterns(),
        settings.draws(),
        settings.perLabel(),
        Math.min(settings.tokens(), positions));
  }

  /** The text alone, and with what was drawn for it. */
  Shown show(TokenizedText text, Draw draw) {
    List<TokenSequence> sequences = text.sequences();
    int times = times(sequences);
    List<List<PooledExample>> drawn = new ArrayList<>();
    drawn.add(List.of());
    for (int i = 0; i < times - 1; i++) {
      drawn.add(draw.shown(text.id(), i, perLabel));
    }
    if (drawn.stream().allMatch(List::isEmpty)) {
      return new Shown(sequences, null);
    }
    List<TokenSequence> extended = new ArrayList<>(sequences.size() * times);
    for (int i = 0; i < sequences.size(); i++) {
      for (List<PooledExample> examples : drawn) {
        extended.add(extend(sequences.get(i), examples, i % patterns));
      }
    }
    return new Shown(extended, times);
  }

  /** Tokens beyond the text's own that it costs at most. */
  int tokens(List<TokenSequence> sequences) {
    long room = sequences.stream().filter(s -> s.length() < tokens).count();
    return (int) Math.min(Integer.MAX_VALUE / 2, room * times(sequences) * tokens);
  }

  private int times(List<TokenSequence> sequences) {
    int selected = sequences.stream().mapToInt(s -> s.selected().length).sum();
    int most =
        Math.min(
            Limits.SEQUENCES / Math.max(1, sequences.size()),
            Limits.SELECTED / Math.max(1, selected));
    return Math.max(1, Math.min(draws + 1, most));
  }

  private TokenSequence extend(TokenSequence sequence, List<PooledExample> examples, int pattern) {
    int[] ids =
        Demonstration.behind(
            sequence.inputIds(),
            examples.stream().map(example -> example.demonstration(pattern)).toList(),
            tokens);
    return new TokenSequence(
        ids,
        Demonstration.segments(sequence.typeIds(), ids.length),
        sequence.selected(),
        null,
        sequence.windowOrigin());
  }
}

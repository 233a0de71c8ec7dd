package io.clozeline.deploy.deadletters;

import io.clozeline.events.error.ErrorCode;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which dead letters are meant. An empty set, and null, ask for nothing.
 *
 * @param topics of dead letters
 * @param since the earliest time at which the record was sent to the chain
 * @param open whether only those that were not replayed
 */
public record LetterFilter(
    Set<String> topics,
    Set<ErrorCode> codes,
    Set<String> stages,
    Set<String> keys,
    Instant since,
    boolean open)
    implements Predicate<Letter> {

  public LetterFilter {
    topics = Set.copyOf(topics);
    codes = Set.copyOf(codes);
    stages = Set.copyOf(stages);
    keys = Set.copyOf(keys);
  }

  /** The topics that have to be read. */
  public List<String> read() {
    return topics.isEmpty() ? LetterId.topics() : topics.stream().sorted().toList();
  }

  @Override
  public boolean test(Letter letter) {
    return (topics.isEmpty() || topics.contains(letter.id().topic()))
        && (codes.isEmpty() || codes.contains(letter.code()))
        && (stages.isEmpty() || stages.contains(letter.stage()))
        && (keys.isEmpty() || (letter.key() != null && keys.contains(letter.key())))
        && (since == null || !letter.sent().isBefore(since))
        && (!open || letter.replayed() == null);
  }
}

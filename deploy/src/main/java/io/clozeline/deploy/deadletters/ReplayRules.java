package io.clozeline.deploy.deadletters;

import io.clozeline.events.Limits;
import io.clozeline.events.error.DeadLetter;
import io.clozeline.events.topic.Topic;
import io.clozeline.events.topic.Topic.Cleanup;
import io.clozeline.events.topic.Topics;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What may be sent back.
 *
 * @param again whether also what was sent back before
 * @param overwrite whether also what would take the place of a newer value of a compacted topic
 */
public record ReplayRules(boolean again, boolean overwrite) {
  /** What the batch's frame and the header of attempts take. */
  private static final int FRAME_BYTES = 512;

  /** The compacted topics that the letters on {@code topics} come from. */
  static List<String> compacted(Collection<String> topics) {
    return Topics.all().stream()
        .filter(topic -> topic.cleanup() == Cleanup.COMPACT)
        .filter(topic -> topics.contains(topic.deadLetters()))
        .map(Topic::name)
        .toList();
  }

  /** Why the letter cannot be sent back; empty when it can. */
  Optional<String> refusal(LetterId id, DeadLetter letter, NewerValues newer) {
    if (letter.valueLeftOut()) {
      return Optional.of("its value was too large to be kept; send it again from its source");
    }
    if (!id.topic().equals(DeadLetter.topicOf(letter.origin().topic()))) {
      return Optional.of(
          "it comes from " + letter.origin() + ", whose dead letters stand elsewhere");
    }
    if (size(letter.key()) + size(letter.value()) + FRAME_BYTES > Limits.RECORD_BYTES) {
      return Optional.of("with its count of attempts it is larger than its topic takes");
    }
    if (!overwrite && newer.after(letter.origin(), letter.key())) {
      return Optional.of("a newer value stands under its key; --overwrite replaces that");
    }
    return Optional.empty();
  }

  private static long size(byte[] bytes) {
    return bytes == null ? 0 : bytes.length;
  }
}

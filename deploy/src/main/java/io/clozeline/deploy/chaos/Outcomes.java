package io.clozeline.deploy.chaos;

import io.clozeline.deploy.client.TopicScan;
import io.clozeline.events.Example;
import io.clozeline.events.topic.Topic;
import io.clozeline.events.topic.Topics;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Counts what came out, from the first record to the last, as a reader sees it that reads
 * committed.
 */
final class Outcomes {
  /**
   * The count.
   *
   * @param lost texts that are neither annotated nor a dead letter
   * @param duplicated records beyond the first of one text
   * @param reordered annotations that came after a later one of the same key
   * @param unexpected records of texts that nobody sent
   */
  record Count(
      int annotations, int deadLetters, int lost, int duplicated, int reordered, int unexpected) {}

  /** The same for labels: each is an example or a dead letter. */
  record LabelCount(int examples, int deadLetters, int lost, int duplicated) {}

  private final TopicScan scan;

  Outcomes(String bootstrap) {
    scan = new TopicScan(Map.of("bootstrap.servers", bootstrap));
  }

  /** What became of the texts. */
  Count texts(Map<Long, String> sent) {
    var seen = new HashMap<Long, Integer>();
    var newest = new HashMap<String, Long>();
    var tally = new int[4]; // annotations, dead letters, reordered, unexpected
    scan.read(
        List.of(
            Topics.ANNOTATIONS.name(),
            Topics.TEXTS.deadLetters(),
            Topics.TOKENS.deadLetters(),
            Topics.ENCODINGS.deadLetters()),
        record -> {
          boolean annotation = record.topic().equals(Topics.ANNOTATIONS.name());
          tally[annotation ? 0 : 1]++;
          String key = Topic.key(record.key());
          if (!sent.getOrDefault(record.timestamp(), "").equals(key)) {
            tally[3]++;
            return;
          }
          seen.merge(record.timestamp(), 1, Integer::sum);
          if (annotation && newest.merge(key, record.timestamp(), Math::max) > record.timestamp()) {
            tally[2]++;
          }
        });
    return new Count(
        tally[0], tally[1], lost(sent.keySet(), seen), duplicated(seen), tally[2], tally[3]);
  }

  /** What became of the labels. */
  LabelCount labels(String task, Collection<String> sent) {
    var seen = new HashMap<String, Integer>();
    var tally = new int[2];
    scan.read(
        List.of(Topics.EXAMPLES.name(), Topics.FEEDBACK.deadLetters()),
        record -> {
          tally[record.topic().equals(Topics.EXAMPLES.name()) ? 0 : 1]++;
          seen.merge(Topic.key(record.key()), 1, Integer::sum);
        });
    Set<String> keys = new HashSet<>();
    sent.forEach(id -> keys.add(Example.key(task, id)));
    return new LabelCount(tally[0], tally[1], lost(keys, seen), duplicated(seen));
  }

  /** Releases that went live. */
  int releases() {
    var tally = new int[1];
    scan.read(List.of(Topics.RELEASES.name()), record -> tally[0]++);
    return tally[0];
  }

  private static <K> int lost(Collection<K> sent, Map<K, Integer> seen) {
    return (int) sent.stream().filter(each -> !seen.containsKey(each)).count();
  }

  private static int duplicated(Map<?, Integer> seen) {
    return seen.values().stream().mapToInt(times -> times - 1).sum();
  }
}

package io.clozeline.deploy.review;

import io.clozeline.deploy.client.TopicScan;
import io.clozeline.events.Example;
import io.clozeline.events.Review;
import io.clozeline.events.error.EventException;
import io.clozeline.events.topic.Topic;
import io.clozeline.events.topic.Topics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The questions to people that stand on the topic now. */
public final class Questions {
  private final TopicScan scan;

  /**
   * @param clientConfig bootstrap servers and security
   */
  public Questions(Map<String, Object> clientConfig) {
    this.scan = new TopicScan(clientConfig);
  }

  private record Found(ConsumerRecord<byte[], byte[]> record, Review review) {}

  /**
   * The newest questions about {@code task}, the oldest of them first.
   *
   * @param answered whether also those that somebody has answered
   */
  public List<Asked> newest(String task, int limit, boolean answered) {
    List<Found> found = new ArrayList<>();
    scan.read(
        List.of(Topics.REVIEW.name()),
        record -> read(record, task).ifPresent(it -> found.add(new Found(record, it))));
    if (!answered && !found.isEmpty()) {
      Set<String> taught = taught();
      found.removeIf(it -> taught.contains(Example.key(task, it.review().id())));
    }
    found.sort(Comparator.comparing(it -> it.review().at()));
    return texts(found.subList(Math.max(0, found.size() - limit), found.size()));
  }

  /** The question in {@code record} with its text; empty when it is about another task. */
  public Optional<Asked> of(ConsumerRecord<byte[], byte[]> record, String task) {
    return read(record, task).map(review -> texts(List.of(new Found(record, review))).get(0));
  }

  private static Optional<Review> read(ConsumerRecord<byte[], byte[]> record, String task) {
    try {
      return Optional.of(Topics.REVIEW.codec().decode(record.value()))
          .filter(review -> review.task().equals(task));
    } catch (EventException foreign) {
      return Optional.empty();
    }
  }

  /** The keys of all examples. */
  private Set<String> taught() {
    Set<String> keys = new HashSet<>();
    scan.read(
        List.of(Topics.EXAMPLES.name()),
        record -> {
          String key = Topic.key(record.key());
          if (record.value() == null) {
            keys.remove(key);
          } else {
            keys.add(key);
          }
        });
    return keys;
  }

  private List<Asked> texts(List<Found> found) {
    return scan.with(
        consumer -> {
          var lookup = new TextLookup(consumer);
          return found.stream()
              .map(it -> new Asked(it.review(), lookup.find(it.record()).orElse(null)))
              .toList();
        });
  }
}

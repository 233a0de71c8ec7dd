package io.clozeline.deploy.deadletters;

import io.clozeline.deploy.client.TopicScan;
import io.clozeline.events.error.DeadLetter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** The dead letters of a chain, as they are now. */
public final class Letters {
  private final TopicScan scan;

  /**
   * @param clientConfig bootstrap servers and security
   */
  public Letters(Map<String, Object> clientConfig) {
    this.scan = new TopicScan(clientConfig);
  }

  /**
   * What was found.
   *
   * @param letters in the order of their ids, the newest where there are more than were asked for
   * @param matching how many there are
   * @param foreign how many records on these topics are no dead letters
   */
  public record Found(List<Letter> letters, int matching, int foreign) {
    public Found {
      letters = List.copyOf(letters);
    }
  }

  /** One dead letter with its bytes. */
  public record Whole(Letter letter, byte[] key, byte[] value) {}

  /** The letters that {@code filter} lets pass, at most {@code limit} of them. */
  public Found find(LetterFilter filter, int limit) {
    var marks = ReplayMarks.read(scan);
    List<Letter> letters = new ArrayList<>();
    int[] foreign = new int[1];
    scan.read(
        filter.read(),
        record ->
            letter(record, marks)
                .ifPresentOrElse(
                    letter -> {
                      if (filter.test(letter)) {
                        letters.add(letter);
                      }
                    },
                    () -> foreign[0]++));
    letters.sort(Comparator.comparing(Letter::sent));
    var newest = letters.subList(Math.max(0, letters.size() - limit), letters.size());
    return new Found(
        newest.stream().sorted(Comparator.comparing(Letter::id)).toList(),
        letters.size(),
        foreign[0]);
  }

  /** One letter; empty when no dead letter stands there. */
  public Optional<Whole> get(LetterId id) {
    var marks = ReplayMarks.read(scan);
    return scan.at(new TopicPartition(id.topic(), id.partition()), id.offset())
        .flatMap(
            record -> letter(record, marks).map(it -> new Whole(it, record.key(), record.value())));
  }

  private static Optional<Letter> letter(ConsumerRecord<byte[], byte[]> record, ReplayMarks marks) {
    try {
      return Optional.of(Letter.of(record, marks));
    } catch (IllegalArgumentException foreign) {
      return Optional.empty();
    }
  }

  /** The topic whose dead letters {@code topic} holds, or that itself is one of dead letters. */
  public static String deadLettersOf(String topic) {
    return LetterId.topics().contains(topic) ? topic : DeadLetter.topicOf(topic);
  }
}

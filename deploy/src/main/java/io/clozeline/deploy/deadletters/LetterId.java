package io.clozeline.deploy.deadletters;

import io.clozeline.events.topic.Topic;
import io.clozeline.events.topic.Topics;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Where a dead letter stands, written {@code texts.dead-letters/0/17}. */
public record LetterId(String topic, int partition, long offset) implements Comparable<LetterId> {
  private static final Pattern FORM = Pattern.compile("([^/\\s]+)/(\\d{1,9})/(\\d{1,18})");
  private static final Comparator<LetterId> ORDER =
      Comparator.comparing(LetterId::topic)
          .thenComparing(LetterId::partition)
          .thenComparing(LetterId::offset);

  public LetterId {
    if (!topics().contains(topic)) {
      throw new IllegalArgumentException(
          "\"" + topic + "\" holds no dead letters; these do: " + String.join(", ", topics()));
    }
  }

  /** The names of all topics of dead letters. */
  public static List<String> topics() {
    return Topics.all().stream().map(Topic::deadLetters).toList();
  }

  /**
   * Reads what {@link #toString} wrote.
   *
   * @throws IllegalArgumentException when it is no id
   */
  public static LetterId parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no id of a dead letter; one reads texts.dead-letters/0/17.");
    }
    return new LetterId(
        matcher.group(1), Integer.parseInt(matcher.group(2)), Long.parseLong(matcher.group(3)));
  }

  static LetterId of(ConsumerRecord<?, ?> record) {
    return new LetterId(record.topic(), record.partition(), record.offset());
  }

  @Override
  public int compareTo(LetterId other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return topic + "/" + partition + "/" + offset;
  }
}

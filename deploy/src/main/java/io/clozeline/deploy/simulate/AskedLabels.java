package io.clozeline.deploy.simulate;

import io.clozeline.deploy.client.ChainClient;
import io.clozeline.deploy.client.Subscription;
import io.clozeline.events.Review;
import io.clozeline.events.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Labels for the texts that the chain asks about on the topic {@code review}. */
final class AskedLabels implements LabelSource {
  private static final Pattern PLACE = Pattern.compile("\\d{1,9}");

  private final String task;
  private final String prefix;
  private final int delay;
  private final Map<Integer, Boolean> asked = new ConcurrentHashMap<>();
  private final PriorityQueue<Integer> waiting = new PriorityQueue<>();
  private final Subscription reviews;

  /**
   * Starts to listen.
   *
   * @param prefix of the ids of the stream's texts, before their places
   * @param delay how many further texts are answered before a label comes
   */
  AskedLabels(ChainClient client, String task, String prefix, int delay) {
    this.task = task;
    this.prefix = prefix;
    this.delay = delay;
    this.reviews = client.tail(List.of(Topics.REVIEW.name()), this::read);
  }

  @Override
  public List<Integer> due(int answered) {
    List<Integer> due = new ArrayList<>();
    synchronized (waiting) {
      while (!waiting.isEmpty() && waiting.peek() < answered - delay) {
        due.add(waiting.poll());
      }
    }
    return due;
  }

  @Override
  public void close() {
    reviews.close();
  }

  private void read(ConsumerRecord<byte[], byte[]> record) {
    Review review = Topics.REVIEW.codec().decode(record.value());
    String place = review.id().startsWith(prefix) ? review.id().substring(prefix.length()) : "";
    if (review.task().equals(task) && PLACE.matcher(place).matches()) {
      ask(Integer.parseInt(place));
    }
  }

  private void ask(int place) {
    if (asked.putIfAbsent(place, true) == null) {
      synchronized (waiting) {
        waiting.add(place);
      }
    }
  }
}

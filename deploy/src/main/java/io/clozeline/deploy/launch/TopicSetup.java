package io.clozeline.deploy.launch;

import io.clozeline.events.Limits;
import io.clozeline.events.topic.Topic;
import io.clozeline.events.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** Creates the topics that are not there yet. */
public final class TopicSetup {
  /** Who was away for so long still finds the heads of the adapters that were retired meanwhile. */
  private static final String ADAPTERS_READABLE_MILLIS = "3600000";

  private TopicSetup() {}

  /**
   * Creates every topic and its dead letters, {@code partitions} wide where a topic is partitioned.
   */
  public static void create(String bootstrap, int partitions) {
    Map<String, Object> config = Map.of("bootstrap.servers", bootstrap, "retry.backoff.ms", 50);
    try (var admin = Admin.create(config)) {
      Set<String> present = admin.listTopics().names().get();
      List<NewTopic> missing =
          topics(partitions).stream().filter(t -> !present.contains(t.name())).toList();
      admin.createTopics(missing).all().get();
    } catch (ExecutionException e) {
      throw new LaunchException("The topics cannot be created: " + e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LaunchException("interrupted", e);
    }
  }

  static List<NewTopic> topics(int partitions) {
    List<NewTopic> topics = new ArrayList<>();
    String largest = Integer.toString(Limits.RECORD_BYTES);
    String largestWithHeaders = Integer.toString(Limits.DEAD_LETTER_BYTES);
    for (Topic<?> topic : Topics.all()) {
      int wide = topic.spread() == Topic.Spread.PARTITIONED ? partitions : 1;
      topics.add(
          new NewTopic(topic.name(), wide, (short) 1)
              .configs(
                  Map.of(
                      "cleanup.policy",
                      topic.cleanup().policy(),
                      "max.message.bytes",
                      largest,
                      "min.compaction.lag.ms",
                      topic == Topics.ADAPTERS ? ADAPTERS_READABLE_MILLIS : "0")));
      topics.add(
          new NewTopic(topic.deadLetters(), 1, (short) 1)
              .configs(Map.of("max.message.bytes", largestWithHeaders)));
    }
    return topics;
  }
}

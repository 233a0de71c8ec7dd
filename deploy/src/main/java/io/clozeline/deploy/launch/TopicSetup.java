package io.clozeline.deploy.launch;

import io.clozeline.deploy.secure.ClientFile;
import io.clozeline.deploy.secure.Principal;
import io.clozeline.deploy.secure.RightsSetup;
import io.clozeline.events.Limits;
import io.clozeline.events.topic.Topic;
import io.clozeline.events.topic.Topics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** Creates the topics that are not there yet, and grants the rights on them. */
public final class TopicSetup {
  /** Who was away for so long still finds the heads of the adapters that were retired meanwhile. */
  private static final String ADAPTERS_READABLE_MILLIS = "3600000";

  private TopicSetup() {}

  /**
   * Creates every topic and its dead letters at a broker that is open to all, {@code partitions}
   * wide where a topic is partitioned.
   */
  public static void create(String bootstrap, int partitions) {
    create(Map.of("bootstrap.servers", bootstrap, "retry.backoff.ms", 50), partitions, false);
  }

  /** The same at the broker of {@code settings}; grants the rights on them when it is secured. */
  static void create(Settings settings) {
    create(config(settings), settings.partitions(), settings.secure());
  }

  private static void create(Map<String, Object> config, int partitions, boolean rights) {
    try (var admin = Admin.create(config)) {
      if (rights) {
        RightsSetup.apply(admin);
      }
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

  private static Map<String, Object> config(Settings settings) {
    Map<String, Object> config = new HashMap<>();
    if (settings.secure()) {
      try {
        config.putAll(ClientFile.read(settings.secrets().file(Principal.ADMIN)).kafka());
      } catch (IOException e) {
        throw new LaunchException("The secrets cannot be read: " + e.getMessage(), e);
      }
    }
    config.put("bootstrap.servers", settings.bootstrap());
    config.put("retry.backoff.ms", 50);
    return config;
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

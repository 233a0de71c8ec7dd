package io.clozeline.trainer;

import io.clozeline.events.topic.Topic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How many partitions a topic has; asked until known, since a keyed topic never gets more. */
final class TopicPartitions implements Supplier<OptionalInt> {
  private static final Logger LOG = LoggerFactory.getLogger(TopicPartitions.class);

  private final Topic<?> topic;
  private final Map<String, Object> clientConfig;
  private volatile OptionalInt known = OptionalInt.empty();

  TopicPartitions(Topic<?> topic, Map<String, Object> clientConfig) {
    this.topic = topic;
    this.clientConfig = new HashMap<>(clientConfig);
    this.clientConfig.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
    this.clientConfig.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 2_000);
  }

  @Override
  public OptionalInt get() {
    if (known.isEmpty()) {
      known = ask();
    }
    return known;
  }

  private OptionalInt ask() {
    try (var admin = Admin.create(clientConfig)) {
      var described = admin.describeTopics(List.of(topic.name())).allTopicNames().get();
      return OptionalInt.of(described.get(topic.name()).partitions().size());
    } catch (ExecutionException e) {
      LOG.warn("A topic could not be described: topic={}", topic.name(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return OptionalInt.empty();
  }
}

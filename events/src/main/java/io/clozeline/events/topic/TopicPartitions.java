package io.clozeline.events.topic;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.IntSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/** How many partitions a topic has; asked once, since a keyed topic must never get more. */
public final class TopicPartitions implements IntSupplier {
  private final Topic<?> topic;
  private final Map<String, Object> clientConfig;
  private volatile int known;

  /** Asks with a client of {@code clientConfig}, when it is first asked itself. */
  public TopicPartitions(Topic<?> topic, Map<String, Object> clientConfig) {
    this.topic = topic;
    this.clientConfig = Map.copyOf(clientConfig);
  }

  /**
   * The number.
   *
   * @throws KafkaException when the broker does not answer, so that Kafka Streams tries again
   */
  @Override
  public int getAsInt() {
    if (known == 0) {
      known = ask();
    }
    return known;
  }

  private int ask() {
    try (var admin = Admin.create(clientConfig)) {
      var described = admin.describeTopics(List.of(topic.name())).allTopicNames().get();
      return described.get(topic.name()).partitions().size();
    } catch (ExecutionException e) {
      throw new KafkaException("the topic " + topic.name() + " cannot be described", e);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}

package io.clozeline.tokenizer.service;

import io.clozeline.events.topic.Topics;
import io.clozeline.tokenizer.TestModel;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.reactive.messaging.kafka.companion.test.EmbeddedKafkaBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/** A broker with the product's topics, and a model directory, for the service under test. */
public class Broker implements QuarkusTestResourceLifecycleManager {
  private static final int PARTITIONS = 2;

  private EmbeddedKafkaBroker broker;

  @Override
  public Map<String, String> start() {
    broker =
        new EmbeddedKafkaBroker()
            .withNodeId(0)
            .withDeleteLogDirsOnClose(true)
            .withAdditionalProperties(Broker::makeSmall)
            .start();
    createTopics();
    return Map.of(
        "kafka.bootstrap.servers", broker.getAdvertisedListeners(),
        "clozeline.model.directory", TestModel.directory().toAbsolutePath().toString(),
        "clozeline.state.directory", stateDirectory());
  }

  @Override
  public void stop() {
    if (broker != null) {
      broker.close();
    }
  }

  private static void makeSmall(Properties properties) {
    properties.setProperty("offsets.topic.num.partitions", "1");
    properties.setProperty("transaction.state.log.num.partitions", "1");
    properties.setProperty("group.initial.rebalance.delay.ms", "0");
  }

  private void createTopics() {
    var topics =
        Topics.all().stream()
            .flatMap(
                topic ->
                    Stream.of(
                        newTopic(topic.name(), topic.cleanup().policy()),
                        newTopic(topic.deadLetters(), "delete")))
            .toList();
    try (var admin = Admin.create(Map.of("bootstrap.servers", broker.getAdvertisedListeners()))) {
      admin.createTopics(topics).all().get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static NewTopic newTopic(String name, String cleanup) {
    int partitions = name.startsWith(Topics.TASKS.name()) ? 1 : PARTITIONS;
    return new NewTopic(name, partitions, (short) 1)
        .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, cleanup));
  }

  private static String stateDirectory() {
    try {
      return Files.createTempDirectory("tokenizer-state").toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

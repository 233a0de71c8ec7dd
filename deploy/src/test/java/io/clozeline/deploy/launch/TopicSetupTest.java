package io.clozeline.deploy.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.clozeline.events.topic.Topics;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

class TopicSetupTest {
  private final Map<String, NewTopic> topics =
      TopicSetup.topics(3).stream().collect(Collectors.toMap(NewTopic::name, Function.identity()));

  @Test
  void givesEveryTopicItsDeadLetters() {
    assertEquals(2 * Topics.all().size(), topics.size());
    Topics.all().forEach(topic -> assertEquals(1, topics.get(topic.deadLetters()).numPartitions()));
  }

  @Test
  void keepsEachTopicAsItAsks() {
    assertEquals(3, topics.get(Topics.TEXTS.name()).numPartitions());
    assertEquals("delete", topics.get(Topics.TEXTS.name()).configs().get("cleanup.policy"));
    assertEquals(1, topics.get(Topics.TASKS.name()).numPartitions());
    assertEquals("compact", topics.get(Topics.TASKS.name()).configs().get("cleanup.policy"));
  }
}

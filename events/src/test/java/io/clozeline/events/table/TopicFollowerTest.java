package io.clozeline.events.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.clozeline.events.codec.BytesCodec;
import io.clozeline.events.topic.Topic;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TopicFollowerTest {
  private static final Topic<byte[]> TOPIC =
      new Topic<>("words", new BytesCodec(), Topic.Cleanup.COMPACT, Topic.Spread.SINGLE);

  @Test
  void aTopicIsReadAgainFromItsStartAndFollowedFurther() throws Exception {
    try (var broker = new Broker()) {
      // Given
      List<String> heard = new CopyOnWriteArrayList<>();
      broker.create(TOPIC.name(), 1);
      send(broker, "one");
      send(broker, "two");
      try (var follower =
          TopicFollower.follow(
              TOPIC,
              Long.MAX_VALUE,
              broker.clientConfig(),
              record -> heard.add(new String(record.value(), UTF_8)))) {
        follower.current().get(30, TimeUnit.SECONDS);
        // When
        for (int i = 0; i < 5; i++) {
          follower.again();
          follower.current().get(30, TimeUnit.SECONDS);
          // Then what is promised behind it has been read again
          assertEquals(2 * (i + 2), heard.size());
        }
        send(broker, "three");
        follower.current().get(30, TimeUnit.SECONDS);
        assertEquals(List.of("one", "two", "three"), heard.subList(10, 13));
        assertFalse(follower.failed());
      }
    }
  }

  @Test
  void onlyTheNewestPartIsReadWhereThatIsWanted() throws Exception {
    try (var broker = new Broker()) {
      // Given
      List<String> heard = new CopyOnWriteArrayList<>();
      broker.create(TOPIC.name(), 1);
      for (String word : List.of("one", "two", "three", "four")) {
        send(broker, word);
      }
      // When
      try (var follower =
          TopicFollower.follow(
              TOPIC,
              2,
              broker.clientConfig(),
              record -> heard.add(new String(record.value(), UTF_8)))) {
        follower.current().get(30, TimeUnit.SECONDS);
        send(broker, "five");
        follower.current().get(30, TimeUnit.SECONDS);
        follower.again();
        follower.current().get(30, TimeUnit.SECONDS);
        // Then
        assertEquals(List.of("three", "four", "five", "four", "five"), heard);
      }
    }
  }

  private static void send(Broker broker, String word) {
    broker.send(TOPIC.name(), word, word.getBytes(UTF_8));
  }
}

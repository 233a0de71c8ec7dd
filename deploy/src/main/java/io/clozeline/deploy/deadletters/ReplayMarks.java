package io.clozeline.deploy.deadletters;

import io.clozeline.deploy.client.TopicScan;
import io.clozeline.events.codec.JsonCodec;
import io.clozeline.events.error.EventException;
import io.clozeline.events.error.Origin;
import io.clozeline.events.topic.Topic;
import io.clozeline.events.topic.Topic.Cleanup;
import io.clozeline.events.topic.Topic.Spread;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Which dead letters have been sent back. A mark is written in the same transaction as the record
 * that was sent back, so that one never stands without the other; it stands under the letter's id
 * on a small compacted topic of its own.
 */
final class ReplayMarks {
  /** When a letter was sent back; {@code origin} tells it from one of an earlier topic. */
  record Mark(String origin, Instant at) {}

  /** The marks, under the ids of the letters. */
  static final Topic<Mark> TOPIC =
      new Topic<>(
          "dead-letters.replayed", JsonCodec.of(Mark.class), Cleanup.COMPACT, Spread.SINGLE);

  private final Map<String, Mark> marks = new HashMap<>();

  private ReplayMarks() {}

  /** Reads the marks that stand there now. */
  static ReplayMarks read(TopicScan scan) {
    var read = new ReplayMarks();
    scan.read(List.of(TOPIC.name()), record -> read.add(Topic.key(record.key()), record.value()));
    return read;
  }

  /** Creates the topic if it is not there. */
  static void createTopic(Map<String, Object> clientConfig) {
    try (var admin = Admin.create(clientConfig)) {
      if (!admin.listTopics().names().get().contains(TOPIC.name())) {
        var topic = new NewTopic(TOPIC.name(), Optional.of(1), Optional.empty());
        topic.configs(Map.of("cleanup.policy", TOPIC.cleanup().policy()));
        admin.createTopics(List.of(topic)).all().get();
      }
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new IllegalStateException(
            "The topic " + TOPIC.name() + " cannot be created: " + e.getCause().getMessage(), e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** The mark for a letter that is sent back now. */
  static ProducerRecord<byte[], byte[]> mark(LetterId id, Origin origin, Instant at) {
    return TOPIC.record(id.toString(), new Mark(origin.toString(), at));
  }

  /** When the letter was sent back. */
  Optional<Instant> replayed(LetterId id, Origin origin) {
    return Optional.ofNullable(marks.get(id.toString()))
        .filter(mark -> origin.toString().equals(mark.origin()))
        .map(Mark::at);
  }

  private void add(String id, byte[] value) {
    if (value == null) {
      marks.remove(id);
      return;
    }
    try {
      marks.put(id, TOPIC.codec().decode(value));
    } catch (EventException foreign) {
      // not one of ours: it marks nothing
    }
  }
}

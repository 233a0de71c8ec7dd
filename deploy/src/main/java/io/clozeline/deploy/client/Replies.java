package io.clozeline.deploy.client;

import io.clozeline.events.error.DeadLetter;
import io.clozeline.events.error.EventException;
import io.clozeline.events.topic.Topic;
import io.clozeline.events.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Follows annotations and dead letters of the main line from the moment it is opened, and hands
 * each to a listener, on one thread.
 */
final class Replies implements Subscription {
  private static final List<String> TOPICS =
      List.of(
          Topics.ANNOTATIONS.name(),
          Topics.TEXTS.deadLetters(),
          Topics.TOKENS.deadLetters(),
          Topics.ENCODINGS.deadLetters());

  private final Consumer<Reply> listener;
  private final Tail tail;

  Replies(Map<String, Object> clientConfig, Consumer<Reply> listener) {
    this.listener = listener;
    this.tail = new Tail(clientConfig, TOPICS, this::read);
  }

  @Override
  public void close() {
    tail.close();
  }

  private void read(ConsumerRecord<byte[], byte[]> record) {
    String id = Topic.key(record.key());
    if (id == null) {
      return; // nobody can have asked for it by its id
    }
    if (!record.topic().equals(Topics.ANNOTATIONS.name())) {
      listener.accept(new Reply.Refused(id, DeadLetter.of(record), System.nanoTime()));
      return;
    }
    try {
      var annotation = Topics.ANNOTATIONS.codec().decode(record.value());
      listener.accept(new Reply.Annotated(id, annotation, System.nanoTime()));
    } catch (EventException foreign) {
      // somebody else wrote to the topic: it answers nothing of ours
    }
  }
}

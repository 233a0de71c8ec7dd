package io.clozeline.events.stage;

import io.clozeline.events.error.DeadLetter;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.events.error.Origin;
import io.clozeline.events.topic.Topic;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a service's logic in Kafka Streams. Every part of a record, most have one, leaves by one of
 * two doors: its value to the child {@link #VALUES}, or its own bytes with the reason to the child
 * {@link #DEAD_LETTERS}. What is said beside a value goes to the child {@link #beside}. What Kafka
 * itself throws, such as a store that cannot be written, passes through.
 *
 * <p>A record asks for a commit at once, for somebody waits for it; those that follow closely share
 * the next one, since a transaction costs the broker as much as many records.
 */
public final class Stage<V> implements Processor<byte[], byte[], byte[], Object> {
  /** The name of the sink for values, with the stage's name before it. */
  public static final String VALUES = "-values";

  /** The name of the sink for dead letters, with the stage's name before it. */
  public static final String DEAD_LETTERS = "-dead-letters";

  private static final Logger LOG = LoggerFactory.getLogger(Stage.class);
  private static final Duration BETWEEN_COMMITS = Duration.ofMillis(50);

  private final String name;
  private final PartsLogic<V> logic;
  private final Function<Outgoing<V>, Object> written;
  private final StageListener listener;
  private ProcessorContext<byte[], Object> context;
  private long askedMillis;

  /** A stage whose values go to a processor as they are. */
  public Stage(String name, PartsLogic<V> logic, StageListener listener) {
    this(name, logic, Outgoing::value, listener);
  }

  /**
   * A stage whose values go to {@code out} as bytes. A value that no record can hold makes a dead
   * letter of its origin: a producer that meets one would fail for ever.
   */
  public Stage(String name, PartsLogic<V> logic, Topic<V> out, StageListener listener) {
    this(name, logic, outgoing -> out.fitting(outgoing.key(), outgoing.value()), listener);
  }

  private Stage(
      String name,
      PartsLogic<V> logic,
      Function<Outgoing<V>, Object> written,
      StageListener listener) {
    this.name = Objects.requireNonNull(name);
    this.logic = Objects.requireNonNull(logic);
    this.written = written;
    this.listener = Objects.requireNonNull(listener);
  }

  @Override
  public void init(ProcessorContext<byte[], Object> context) {
    this.context = context;
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    askForCommit();
    parts(record);
  }

  private void askForCommit() {
    long now = context.currentSystemTimeMs();
    if (now - askedMillis >= BETWEEN_COMMITS.toMillis()) {
      askedMillis = now;
      context.commit(); // when this record is done
    }
  }

  private void parts(Record<byte[], byte[]> record) {
    Incoming incoming = incoming(record);
    long started = System.nanoTime();
    List<Part<V>> parts;
    try {
      parts = logic.parts(incoming);
      if (parts.isEmpty()) {
        throw new IllegalStateException("a record without parts would be lost");
      }
    } catch (KafkaException broker) {
      throw broker; // a store or the broker failed, not the record: the transaction is aborted
    } catch (RuntimeException | StackOverflowError failure) {
      deadLetter(record, incoming, incoming.value(), failure);
      return;
    }
    for (Part<V> part : parts) {
      process(part, record, incoming, started);
      started = System.nanoTime();
    }
  }

  /** The name of the sink for what the stage {@code name} says beside its values on a topic. */
  public static String beside(String name, Topic<?> topic) {
    return name + "-" + topic.name();
  }

  private void process(
      Part<V> part, Record<byte[], byte[]> record, Incoming incoming, long started) {
    Map<String, Record<byte[], Object>> out = new LinkedHashMap<>(); // by the child's name
    try {
      Outgoing<V> outgoing = Objects.requireNonNull(part.value().get());
      byte[] key = Topic.key(outgoing.key());
      out.put(name + VALUES, new Record<>(key, written.apply(outgoing), record.timestamp()));
      for (Beside<?> beside : outgoing.beside()) {
        out.put(
            beside(name, beside.topic()),
            new Record<>(key, beside.fitting(outgoing.key()), record.timestamp()));
      }
    } catch (KafkaException broker) {
      throw broker;
    } catch (RuntimeException | StackOverflowError failure) {
      deadLetter(record, incoming, part.alone().get(), failure);
      return;
    }
    out.forEach((child, each) -> context.forward(each, child));
    listener.done(System.nanoTime() - started);
  }

  private Incoming incoming(Record<byte[], byte[]> record) {
    var from = context.recordMetadata().orElseThrow();
    return new Incoming(
        record.key(),
        record.value(),
        record.timestamp(),
        new Origin(from.topic(), from.partition(), from.offset()),
        DeadLetter.failuresBefore(record.headers()));
  }

  /** The message may quote the text, which no log holds. */
  private static Throwable withoutMessage(Throwable fault) {
    var shown = new IllegalStateException(fault.getClass().getName());
    shown.setStackTrace(fault.getStackTrace());
    return shown;
  }

  private void deadLetter(
      Record<byte[], byte[]> record, Incoming incoming, byte[] value, Throwable failure) {
    if (failure instanceof EventException refusal) {
      deadLetter(record, incoming, value, refusal.code(), refusal.getMessage());
      return;
    }
    LOG.error(
        "A record met a fault of this service: origin={}",
        incoming.origin(),
        withoutMessage(failure));
    deadLetter(record, incoming, value, ErrorCode.INTERNAL, failure.getClass().getSimpleName());
  }

  private void deadLetter(
      Record<byte[], byte[]> record,
      Incoming incoming,
      byte[] value,
      ErrorCode code,
      String cause) {
    int attempt = incoming.failures() + 1;
    var letter =
        new DeadLetter(incoming.key(), value, code, name, cause, incoming.origin(), attempt);
    LOG.warn(
        "A record became a dead letter: errorCode={} origin={} cause={}",
        code.text(),
        letter.origin(),
        letter.cause());
    context.forward(
        new Record<byte[], Object>(
            letter.key(), letter.value(), record.timestamp(), letter.headers()),
        name + DEAD_LETTERS);
    listener.deadLetter(code);
  }
}

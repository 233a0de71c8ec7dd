package io.clozeline.events.table;

import io.clozeline.events.error.DeadLetter;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.events.error.Origin;
import io.clozeline.events.topic.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A compacted topic as a map that follows the topic in the background, committed records only. A
 * value that its reader refuses, or fails on, leaves the one before it in place and is handed to
 * the refusals. A fault of the listener or of the refusals ends the following: see {@link #failed}.
 * Safe for use by many threads.
 *
 * @param <V> what the reader makes of a record's bytes
 */
public final class CompactedTable<V> implements AutoCloseable {
  /** Makes a value of a record's bytes, or refuses it. */
  public interface Reader<V> {
    /**
     * Reads the value under {@code key}.
     *
     * @throws EventException to refuse it
     */
    V read(String key, byte[] value);
  }

  /** Hears of every change, in the topic's order, on the follower's thread. */
  public interface Listener<V> {
    /** {@code value} is null when the key was erased. */
    void changed(String key, V value);
  }

  private static final Logger LOG = LoggerFactory.getLogger(CompactedTable.class);

  private final String topic;
  private final Reader<V> reader;
  private final Listener<V> listener;
  private final Consumer<DeadLetter> refusals;
  private final Map<String, V> values = new ConcurrentHashMap<>();
  private final TopicFollower follower;

  private CompactedTable(
      Topic<?> topic,
      Reader<V> reader,
      Listener<V> listener,
      Consumer<DeadLetter> refusals,
      Map<String, Object> clientConfig) {
    this.topic = topic.name();
    this.reader = Objects.requireNonNull(reader);
    this.listener = Objects.requireNonNull(listener);
    this.refusals = Objects.requireNonNull(refusals);
    this.follower =
        new TopicFollower(this.topic, Long.MAX_VALUE, new HashMap<>(clientConfig), this::apply);
  }

  /**
   * Starts to follow {@code topic}.
   *
   * @param clientConfig bootstrap servers and security; the rest is set here
   */
  public static <V> CompactedTable<V> follow(
      Topic<?> topic,
      Map<String, Object> clientConfig,
      Reader<V> reader,
      Listener<V> listener,
      Consumer<DeadLetter> refusals) {
    var table = new CompactedTable<>(topic, reader, listener, refusals, clientConfig);
    table.follower.start();
    return table;
  }

  public Optional<V> get(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /** All values by key, as they are now. */
  public Map<String, V> all() {
    return Map.copyOf(values);
  }

  /** Whether everything that stood in the topic when this table was opened has been read. */
  public boolean caughtUp() {
    return follower.caughtUp();
  }

  /** Whether following ended by a fault, so that this table is stale from there on. */
  public boolean failed() {
    return follower.failed();
  }

  /** Waits until {@link #caughtUp()}; false when {@code limit} passed or following ended first. */
  public boolean awaitCaughtUp(Duration limit) {
    return await(follower.caughtUpFuture(), limit);
  }

  /**
   * Waits until everything that stands in the topic now has been read; false when {@code limit}
   * passed or following ended first. What is committed behind a transaction that is still open is
   * read when that one ends.
   */
  public boolean awaitCurrent(Duration limit) {
    return await(follower.current(), limit);
  }

  /**
   * The value under {@code key}; where there is none, waits until everything that stands in the
   * topic now has been read, at most for {@code limit}, and looks again. So what was written before
   * this call is seen.
   */
  public Optional<V> await(String key, Duration limit) {
    Supplier<Optional<V>> look = () -> get(key);
    return look.get()
        .or(
            () -> {
              await(follower.current(), limit);
              return look.get();
            });
  }

  @Override
  public void close() {
    follower.close();
  }

  private void apply(ConsumerRecord<byte[], byte[]> record) {
    String key = Topic.key(record.key());
    if (key == null) {
      return; // a compacted topic takes no such record
    }
    if (record.value() == null) {
      values.remove(key);
      listener.changed(key, null);
      return;
    }
    V value;
    try {
      value = Objects.requireNonNull(reader.read(key, record.value()));
    } catch (EventException refused) {
      refuse(record, refused);
      return;
    } catch (RuntimeException fault) {
      LOG.error("A record met a fault of its reader: topic={} key={}", topic, key, fault);
      refuse(record, new EventException(ErrorCode.INTERNAL, fault.getClass().getSimpleName()));
      return;
    }
    values.put(key, value);
    listener.changed(key, value);
  }

  private void refuse(ConsumerRecord<byte[], byte[]> record, EventException refused) {
    refusals.accept(
        new DeadLetter(
            record.key(),
            record.value(),
            refused.code(),
            topic,
            refused.getMessage(),
            new Origin(topic, record.partition(), record.offset()),
            1 + DeadLetter.failuresBefore(record.headers())));
  }

  private static boolean await(Future<?> future, Duration limit) {
    try {
      future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException late) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      return false;
    }
  }
}

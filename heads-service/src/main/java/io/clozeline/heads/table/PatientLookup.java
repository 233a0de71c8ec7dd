package io.clozeline.heads.table;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Looks for what a record names, and when it is not there waits, for a bounded time, until the
 * table has caught up with its topic. What was missed is remembered for a while and not waited for
 * again, so that a flood of records that name nothing does not stall the stream.
 */
final class PatientLookup {
  private static final int REMEMBERED = 1_000;

  private final Predicate<Duration> catchUp;
  private final Duration limit;
  private final Duration memory;
  private final InstantSource clock;
  private final Map<String, Long> misses =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > REMEMBERED;
        }
      };

  /**
   * @param catchUp waits until the table has read what its topic holds now, at most so long
   * @param limit how long one lookup may wait
   * @param memory how long a miss is remembered
   */
  PatientLookup(Predicate<Duration> catchUp, Duration limit, Duration memory, InstantSource clock) {
    this.catchUp = catchUp;
    this.limit = limit;
    this.memory = memory;
    this.clock = clock;
  }

  /**
   * What {@code look} finds under {@code key}, now or when the table has caught up.
   *
   * @throws TimeoutException when the topic cannot be read, which is not the record's fault
   */
  <V> Optional<V> find(String key, Supplier<Optional<V>> look) {
    Optional<V> found = look.get();
    if (found.isPresent() || missed(key)) {
      return found;
    }
    boolean caughtUp = catchUp.test(limit);
    found = look.get();
    if (found.isEmpty() && !caughtUp) {
      throw new TimeoutException("a topic could not be read up to its end: nobody can say");
    }
    if (found.isEmpty()) {
      remember(key);
    }
    return found;
  }

  private synchronized boolean missed(String key) {
    Long at = misses.get(key);
    return at != null && clock.millis() - at < memory.toMillis();
  }

  private synchronized void remember(String key) {
    misses.remove(key);
    misses.put(key, clock.millis());
  }
}

package io.clozeline.events.fuzz;

import com.sun.management.ThreadMXBean;
import io.clozeline.events.error.ErrorCode;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Hands generated records of one kind to what reads them and counts what became of each: a value or
 * a dead letter, nothing else, in bounded time and memory.
 *
 * <p>{@code -Dclozeline.fuzz.seed} sets the seed, {@code -Dclozeline.fuzz.records} multiplies the
 * number of records.
 */
public final class FuzzRun {
  /** What a record goes through. */
  public interface Door {
    /**
     * Takes one record.
     *
     * @param random for what the record alone does not say, such as its key
     * @return the code of its dead letter; empty when it became a value
     */
    Optional<ErrorCode> take(byte[] record, Random random);
  }

  private static final long SEED = Long.getLong("clozeline.fuzz.seed", 20_260_102L);
  private static final double TIMES =
      Double.parseDouble(System.getProperty("clozeline.fuzz.records", "1"));
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final long ALLOCATED = 256L * 1024 * 1024;
  private static final long ALLOCATED_PER_BYTE = 1_000;
  private static final int SHOWN_BYTES = 2_000;

  private final String kind;
  private final HostileRecords records;
  private final Door door;
  private final Map<ErrorCode, Integer> deadLetters = new EnumMap<>(ErrorCode.class);
  private int values;
  private volatile long cpuNanos;
  private volatile int index;
  private volatile long startedAt;
  private volatile byte[] record = {};
  private volatile Throwable failure;

  private FuzzRun(String kind, HostileRecords records, Door door) {
    this.kind = kind;
    this.records = records;
    this.door = door;
  }

  /**
   * Runs {@code count} records, times the factor that is set, and prints one line.
   *
   * @return dead letters by their code
   */
  public static Map<ErrorCode, Integer> of(
      String kind, int count, HostileRecords records, Door door) {
    var run = new FuzzRun(kind, records, door);
    run.run(Math.max(1, (int) (count * TIMES)));
    return run.deadLetters;
  }

  private void run(int count) {
    startedAt = System.nanoTime();
    var worker = new Thread(() -> takeAll(count), "fuzz-" + kind);
    worker.setDaemon(true);
    worker.start();
    watch(worker);
    if (failure != null) {
      throw new AssertionError(where(), failure);
    }
    int dead = deadLetters.values().stream().mapToInt(Integer::intValue).sum();
    if (values + dead != count) {
      throw new AssertionError(kind + ": " + count + " in, " + values + " + " + dead + " out");
    }
    System.out.printf(
        "fuzz %s: records=%d values=%d deadLetters=%d %s seed=%d cpuMilliseconds=%d%n",
        kind, count, values, dead, byCode(), SEED, cpuNanos / 1_000_000);
  }

  private void takeAll(int count) {
    var memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try {
      for (index = 0; index < count && failure == null; index++) {
        var random = new Random(SEED * 31 + kind.hashCode() + index * 1_000_003L);
        record = records.next(random);
        startedAt = System.nanoTime();
        long before = memory.getCurrentThreadAllocatedBytes();
        count(door.take(record, random));
        requireModest(memory.getCurrentThreadAllocatedBytes() - before);
      }
      cpuNanos = memory.getCurrentThreadCpuTime();
    } catch (Throwable thrown) { // whatever it is, the run has failed
      failure = thrown;
    }
  }

  private void count(Optional<ErrorCode> code) {
    if (code.isEmpty()) {
      values++;
      return;
    }
    if (code.get() == ErrorCode.INTERNAL) {
      throw new AssertionError("a fault of the service itself");
    }
    deadLetters.merge(code.get(), 1, Integer::sum);
  }

  private void requireModest(long allocated) {
    if (allocated > ALLOCATED + ALLOCATED_PER_BYTE * record.length) {
      throw new AssertionError(allocated + " bytes allocated for " + record.length);
    }
  }

  private void watch(Thread worker) {
    try {
      while (worker.isAlive()) {
        worker.join(100);
        if (worker.isAlive() && System.nanoTime() - startedAt > LIMIT.toNanos()) {
          var hang = new AssertionError("a record took over " + LIMIT);
          hang.setStackTrace(worker.getStackTrace());
          failure = hang;
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failure = e;
    }
  }

  private String where() {
    int shown = Math.min(SHOWN_BYTES, record.length);
    return "fuzz %s: record %d of seed %d, %d bytes: %s"
        .formatted(kind, index, SEED, record.length, HexFormat.of().formatHex(record, 0, shown));
  }

  private String byCode() {
    return deadLetters.entrySet().stream()
        .map(e -> e.getKey().text() + "=" + e.getValue())
        .collect(Collectors.joining(" ", "{", "}"));
  }
}

package io.clozeline.trainer.publish;

import io.clozeline.bert.adapter.AdapterConfig;
import io.clozeline.bert.adapter.AdapterException;
import io.clozeline.bert.adapter.AdapterFile;
import io.clozeline.bert.method.full.Full;
import io.clozeline.events.Release;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.events.table.CompactedTable;
import io.clozeline.events.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The adapters that stand on their topic, by task and age; not their bytes. An adapter can be
 * erased once it is not among the task's newest, no release names it, and the one after it has been
 * there for a while: texts that were encoded with it are on their way no longer. Without this,
 * every service would hold every adapter that was ever trained.
 */
public final class AdapterShelf implements Retirement, AutoCloseable {
  /** What a record holds; {@code modelOrNull} is the fully tuned model that it names. */
  private record Held(String task, String modelOrNull) {}

  private record Placed(Held held, Instant at) {}

  private final int kept;
  private final Duration grace;
  private final InstantSource clock;
  private final Map<String, Placed> placed = new LinkedHashMap<>(); // oldest first
  private CompactedTable<Held> table;

  /**
   * An empty shelf.
   *
   * @param kept how many of a task's newest adapters stay
   * @param grace how long the next one must have been there
   */
  AdapterShelf(int kept, Duration grace, InstantSource clock) {
    this.kept = kept;
    this.grace = grace;
    this.clock = clock;
  }

  /** Follows the topic. */
  public static AdapterShelf follow(
      Map<String, Object> clientConfig, int kept, Duration grace, InstantSource clock) {
    var shelf = new AdapterShelf(kept, grace, clock);
    shelf.table =
        CompactedTable.follow(
            Topics.ADAPTERS,
            clientConfig,
            (digest, bytes) -> held(bytes),
            shelf::put,
            refused -> {}); // whoever uses adapters reports it
    return shelf;
  }

  /** The adapter stands on the topic from now on; it is gone when {@code task} is null. */
  void put(String digest, String task, String modelOrNull) {
    put(digest, task == null ? null : new Held(task, modelOrNull));
  }

  private synchronized void put(String digest, Held held) {
    placed.remove(digest);
    if (held != null) {
      placed.put(digest, new Placed(held, clock.instant()));
    }
  }

  /** The fully tuned models that adapters name; empty until all adapters have been read. */
  public Optional<Set<String>> models() {
    return table != null && table.caughtUp() && !table.failed()
        ? Optional.of(named())
        : Optional.empty();
  }

  synchronized Set<String> named() {
    return placed.values().stream()
        .map(each -> each.held().modelOrNull())
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  @Override
  public synchronized List<String> due(Release release, Release basis) {
    List<Map.Entry<String, Placed>> newestFirst =
        new ArrayList<>(
            placed.entrySet().stream()
                .filter(entry -> entry.getValue().held().task().equals(release.task()))
                .toList());
    Collections.reverse(newestFirst);
    Set<String> named = named(release, basis);
    Instant latest = clock.instant().minus(grace);
    List<String> due = new ArrayList<>();
    for (int i = Math.max(1, kept); i < newestFirst.size(); i++) {
      String digest = newestFirst.get(i).getKey();
      boolean over = !newestFirst.get(i - 1).getValue().at().isAfter(latest);
      if (over && !named.contains(digest)) {
        due.add(digest);
      }
    }
    return due;
  }

  /** Whether what stands on the topic is no longer followed: nothing more would be erased. */
  public boolean failed() {
    return table.failed();
  }

  @Override
  public void close() {
    table.close();
  }

  private static Set<String> named(Release release, Release basis) {
    Set<String> named = new HashSet<>();
    name(release, named);
    if (basis != null) {
      name(basis, named);
    }
    return named;
  }

  private static void name(Release release, Set<String> named) {
    named.add(release.digest());
    named.add(release.previous());
    if (release.challenger() != null) {
      named.add(release.challenger().release().digest());
    }
  }

  private static Held held(byte[] bytes) {
    try {
      AdapterConfig config = AdapterFile.config(bytes);
      return new Held(config.task(), config.method() instanceof Full full ? full.model() : null);
    } catch (AdapterException e) {
      throw new EventException(ErrorCode.ADAPTER_REFUSED, e.getMessage(), e);
    }
  }
}

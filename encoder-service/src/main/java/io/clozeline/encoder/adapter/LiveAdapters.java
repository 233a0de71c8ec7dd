package io.clozeline.encoder.adapter;

import io.clozeline.bert.adapter.Adapter;
import io.clozeline.events.Release;
import io.clozeline.events.Share;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The live adapter of each task, and the challenger that rides along. A release takes effect once
 * its adapter has been read and accepted, whichever of the two comes first; until then the one
 * before it stays. Safe for use by many threads.
 */
public final class LiveAdapters {
  /** Hears when a task's live adapter changes. */
  public interface Listener {
    /** {@code digest} is null for the base model alone. */
    void live(String task, String digest);
  }

  private final Listener listener;
  private final Map<String, Adapter> accepted = new HashMap<>();
  private final Map<String, Release> wanted = new HashMap<>();
  private final Map<String, Serving> live = new ConcurrentHashMap<>();
  private final Map<String, Riding> riding = new ConcurrentHashMap<>();

  /** A challenger, and the share of the documents that it sees. */
  private record Riding(Serving serving, double share) {}

  public LiveAdapters(Listener listener) {
    this.listener = listener;
  }

  /** What serves {@code task} now. */
  public Serving of(String task) {
    return live.getOrDefault(task, Serving.BASE);
  }

  /** The challenger that encodes the document {@code id}, too; empty for most. */
  public Optional<Serving> challenger(String task, String id) {
    return Optional.ofNullable(riding.get(task))
        .filter(it -> Share.has(id, it.share()))
        .map(Riding::serving);
  }

  /** The digest of every task that an adapter serves. */
  public synchronized Map<String, String> digests() {
    var digests = new HashMap<String, String>();
    live.forEach((task, serving) -> digests.put(task, serving.digest()));
    digests.values().removeIf(Objects::isNull);
    return digests;
  }

  /** All that serve a task now or ride along. */
  public List<Adapter> all() {
    return Stream.concat(live.values().stream(), riding.values().stream().map(Riding::serving))
        .map(Serving::adapter)
        .filter(Objects::nonNull)
        .toList();
  }

  /** An adapter arrived, or was erased when {@code adapter} is null. */
  public synchronized void adapter(String digest, Adapter adapter) {
    if (adapter == null) {
      accepted.remove(digest);
      return;
    }
    accepted.put(digest, adapter);
    wanted.values().stream()
        .filter(r -> digest.equals(r.digest()) || digest.equals(challenger(r)))
        .forEach(this::settle);
  }

  /** A release arrived, or was erased when {@code release} is null. */
  public synchronized void release(String task, Release release) {
    if (release == null) {
      wanted.remove(task);
      riding.remove(task);
      switchTo(task, Serving.BASE);
      return;
    }
    wanted.put(task, release);
    settle(release);
  }

  private void settle(Release release) {
    ride(release);
    if (release.digest() == null) {
      switchTo(release.task(), new Serving(null, release));
      return;
    }
    Adapter adapter = accepted(release.digest(), release.task());
    if (adapter != null) {
      switchTo(release.task(), new Serving(adapter, release));
    }
  }

  private void ride(Release release) {
    String digest = challenger(release);
    Adapter adapter = digest == null ? null : accepted(digest, release.task());
    if (adapter == null) {
      riding.remove(release.task());
    } else {
      var serving = new Serving(adapter, release.challenger().release());
      riding.put(release.task(), new Riding(serving, release.challenger().share()));
    }
  }

  /** Null for one that is not there, or is another task's. */
  private Adapter accepted(String digest, String task) {
    Adapter adapter = accepted.get(digest);
    return adapter != null && adapter.config().task().equals(task) ? adapter : null;
  }

  private static String challenger(Release release) {
    return release.challenger() == null ? null : release.challenger().release().digest();
  }

  private void switchTo(String task, Serving serving) {
    live.put(task, serving);
    listener.live(task, serving.digest());
  }
}

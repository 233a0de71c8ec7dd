package io.clozeline.encoder.adapter;

import io.clozeline.bert.adapter.Adapter;
import io.clozeline.events.Release;
import io.clozeline.events.Share;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

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
  private final Map<String, Adapter> live = new ConcurrentHashMap<>();
  private final Map<String, Riding> riding = new ConcurrentHashMap<>();

  /** A challenger, and the share of the documents that it sees. */
  private record Riding(Adapter adapter, double share) {}

  public LiveAdapters(Listener listener) {
    this.listener = listener;
  }

  /** The adapter that serves {@code task} now; empty for the base model alone. */
  public Optional<Adapter> of(String task) {
    return Optional.ofNullable(live.get(task));
  }

  /** The challenger that encodes the document {@code id}, too; empty for most. */
  public Optional<Adapter> challenger(String task, String id) {
    return Optional.ofNullable(riding.get(task))
        .filter(it -> Share.has(id, it.share()))
        .map(Riding::adapter);
  }

  /** The digest of every task that an adapter serves. */
  public synchronized Map<String, String> digests() {
    var digests = new HashMap<String, String>();
    live.forEach((task, adapter) -> digests.put(task, adapter.digest()));
    return digests;
  }

  /** All that serve a task now or ride along. */
  public List<Adapter> all() {
    var all = new ArrayList<>(live.values());
    riding.values().forEach(each -> all.add(each.adapter()));
    return all;
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
      switchTo(task, null);
      return;
    }
    wanted.put(task, release);
    settle(release);
  }

  private void settle(Release release) {
    ride(release);
    if (release.digest() == null) {
      switchTo(release.task(), null);
      return;
    }
    Adapter adapter = accepted(release.digest(), release.task());
    if (adapter != null) {
      switchTo(release.task(), adapter);
    }
  }

  private void ride(Release release) {
    String digest = challenger(release);
    Adapter adapter = digest == null ? null : accepted(digest, release.task());
    if (adapter == null) {
      riding.remove(release.task());
    } else {
      riding.put(release.task(), new Riding(adapter, release.challenger().share()));
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

  private void switchTo(String task, Adapter adapter) {
    if (adapter == null) {
      live.remove(task);
    } else {
      live.put(task, adapter);
    }
    listener.live(task, adapter == null ? null : adapter.digest());
  }
}

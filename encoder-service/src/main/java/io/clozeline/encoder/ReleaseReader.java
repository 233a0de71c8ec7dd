package io.clozeline.encoder;

import io.clozeline.bert.adapter.Adapter;
import io.clozeline.bert.adapter.AdapterConfig;
import io.clozeline.encoder.adapter.LiveAdapters;
import io.clozeline.events.Release;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.events.table.CompactedTable;
import io.clozeline.events.task.Task;
import io.clozeline.events.task.TaskDefinition;
import io.clozeline.events.topic.Topics;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads a release, and refuses one whose adapter is not there or is for something else: the release
 * before it stays. What was written to the other topics before the release is seen.
 */
final class ReleaseReader implements CompactedTable.Reader<Release> {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** The end of a transaction over two topics does not show on both at the same moment. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private static final Duration PAUSE = Duration.ofMillis(50);

  private final CompactedTable<Adapter> adapters;
  private final CompactedTable<Task> tasks;
  private final CompactedTable<Release> newest;
  private final LiveAdapters live;
  private final Consumer<Adapter> rehearsal;

  /**
   * @param newest every release that can be read, fit or not
   * @param rehearsal tries an adapter before it goes live; what it throws refuses it
   */
  ReleaseReader(
      CompactedTable<Adapter> adapters,
      CompactedTable<Task> tasks,
      CompactedTable<Release> newest,
      LiveAdapters live,
      Consumer<Adapter> rehearsal) {
    this.adapters = adapters;
    this.tasks = tasks;
    this.newest = newest;
    this.live = live;
    this.rehearsal = rehearsal;
  }

  @Override
  public Release read(String key, byte[] value) {
    Release release = Topics.RELEASES.codec().decode(value);
    if (!release.task().equals(key)) {
      throw new EventException(ErrorCode.KEY_MISMATCH, "the key is not the release's task");
    }
    boolean points = release.digest() != null || release.challenger() != null;
    if (points && isNewest(release)) {
      if (release.digest() != null) {
        check(release, release.digest());
      }
      if (release.challenger() != null) {
        check(release, release.challenger().release().digest());
      }
    }
    return release;
  }

  /**
   * Whether another has not taken its place. One that is history may have lost its adapter, or its
   * task may be another one by now: it is no fault, and serves no text.
   */
  private boolean isNewest(Release release) {
    return newest.awaitCurrent(LIMIT)
        && newest.get(release.task()).filter(release::equals).isPresent();
  }

  /** Empty where nobody can say, because the topic of adapters cannot be read. */
  private Optional<Adapter> find(Release release, String digest) {
    long end = System.nanoTime() + GRACE.toNanos();
    Optional<Adapter> adapter = adapters.get(digest);
    while (adapter.isEmpty() && adapters.awaitCurrent(LIMIT)) {
      adapter = adapters.get(digest);
      if (adapter.isEmpty() && System.nanoTime() > end) {
        live.release(release.task(), release); // should the adapter come after all, it serves
        throw missing(digest);
      }
      pause();
    }
    return adapter;
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void check(Release release, String digest) {
    find(release, digest).ifPresent(adapter -> check(release, adapter));
  }

  private void check(Release release, Adapter adapter) {
    String task = adapter.config().task();
    if (!task.equals(release.task())) {
      throw refused("the adapter was trained for the task \"" + task + "\"");
    }
    boolean fits = fits(release, adapter) || (tasks.awaitCurrent(LIMIT) && fits(release, adapter));
    if (!fits) {
      throw refused(
          "the adapter was trained for the labels "
              + adapter.config().labels()
              + (adapter.config().prompt() ? " with" : " without")
              + " a prompt, which is not what the task is now");
    }
    rehearse(adapter);
  }

  private void rehearse(Adapter adapter) {
    try {
      rehearsal.accept(adapter);
    } catch (RuntimeException failed) {
      throw refused("the model cannot compute with it: " + failed.getMessage());
    }
  }

  /** Whether the adapter answers what the task asks; a task that is not defined asks nothing. */
  private boolean fits(Release release, Adapter adapter) {
    return tasks
        .get(release.task())
        .map(task -> fits(adapter.config(), task.definition()))
        .orElse(true);
  }

  /**
   * The masked-LM head answers a prompt, and a kind without outputs of its own; a linear head may
   * have taken over from a prompt.
   */
  private static boolean fits(AdapterConfig adapter, TaskDefinition task) {
    if (adapter.prompt()) {
      return task.masked() && adapter.labels().equals(task.trainedFor());
    }
    boolean linear = !task.prompted() || task.kind().labelled();
    return linear && adapter.labels().equals(task.outputs());
  }

  private static EventException missing(String digest) {
    return new EventException(
        ErrorCode.ADAPTER_MISSING, "the adapter " + digest + " is not there, or was refused");
  }

  private static EventException refused(String cause) {
    return new EventException(ErrorCode.ADAPTER_REFUSED, cause);
  }
}

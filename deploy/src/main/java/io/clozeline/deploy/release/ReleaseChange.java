package io.clozeline.deploy.release;

import io.clozeline.bert.adapter.AdapterFile;
import io.clozeline.deploy.client.ChainClient;
import io.clozeline.deploy.client.TopicScan;
import io.clozeline.events.Challenger;
import io.clozeline.events.Decision;
import io.clozeline.events.Release;
import io.clozeline.events.task.TaskDefinition;
import io.clozeline.events.topic.Topic;
import io.clozeline.events.topic.Topics;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Makes another adapter live by hand. A release is a pointer, so this is one small record; what has
 * been learnt from stays counted as such, and only new examples start a training run. Whether
 * demonstrations are shown follows from {@link Release#to}.
 */
public final class ReleaseChange {
  /** What a person writes for the base model alone. */
  public static final String BASE = "base";

  private final ChainClient client;
  private final TopicScan scan;
  private final Clock clock;

  public ReleaseChange(ChainClient client, TopicScan scan, Clock clock) {
    this.client = Objects.requireNonNull(client);
    this.scan = Objects.requireNonNull(scan);
    this.clock = Objects.requireNonNull(clock);
  }

  /**
   * Goes back to the adapter that was live before.
   *
   * @throws IllegalArgumentException when there is nothing to go back to
   */
  public Release back(String task, String reason) {
    Release live = live(task);
    return point(live, live.previous(), reason);
  }

  /**
   * Makes an adapter live.
   *
   * @param adapter the first digits of its digest, or {@link #BASE}
   * @throws IllegalArgumentException when the task has no such adapter, or several
   */
  public Release to(String task, String adapter, String reason) {
    Release live = live(task);
    if (adapter.equals(BASE)) {
      return point(live, null, reason);
    }
    return point(live, find(task, adapter), reason);
  }

  /**
   * Lets an adapter ride along: it sees a share of the texts, too, what it says is kept on a topic
   * of its own, and the trainer makes it live if it holds its own there.
   *
   * @param adapter the first digits of its digest
   * @param share of the documents, above 0 and up to 1
   * @throws IllegalArgumentException when the task has no such adapter, or several, or it is live
   */
  public Release challenge(String task, String adapter, double share, String reason) {
    Release live =
        Optional.ofNullable(client.releases().get(task)).orElse(Release.base(task, now()));
    String digest = find(task, adapter);
    if (digest.equals(live.digest())) {
      throw new IllegalArgumentException("The adapter " + digest + " is live already.");
    }
    if (live.digest() == null) {
      requirePrompt(task);
    }
    Release challenger = live.to(digest, reason, now());
    Release challenged = live.with(new Challenger(share, challenger));
    client.put(challenged);
    client.put(decision(Decision.Outcome.SHADOWED, live, digest, reason));
    return challenged;
  }

  /**
   * Sends the adapter away that rides along.
   *
   * @throws IllegalArgumentException when there is none
   */
  public Release unchallenge(String task, String reason) {
    Release live = client.releases().get(task);
    if (live == null || live.challenger() == null) {
      throw new IllegalArgumentException("No adapter rides along for " + task + ".");
    }
    Release alone = live.with(null);
    client.put(alone);
    client.put(decision(Decision.Outcome.KEPT, live, live.challenger().release().digest(), reason));
    return alone;
  }

  private String find(String task, String adapter) {
    Set<String> all = adapters(task).keySet();
    List<String> found = all.stream().filter(digest -> digest.startsWith(adapter)).toList();
    if (found.size() != 1) {
      throw new IllegalArgumentException(
          found.size() + " adapters of " + task + " begin with " + adapter + "; there are " + all);
    }
    return found.get(0);
  }

  private Instant now() {
    return clock.instant();
  }

  private Decision decision(
      Decision.Outcome outcome, Release live, String challenger, String reason) {
    return new Decision(
        live.task(),
        outcome,
        live.digest(),
        challenger,
        null,
        null,
        live.examples(),
        live.trainedThrough(),
        reason,
        now());
  }

  /** The sizes of the task's adapters that stand on their topic, by digest, in bytes. */
  public Map<String, Integer> adapters(String task) {
    Map<String, Integer> found = new TreeMap<>();
    scan.read(
        List.of(Topics.ADAPTERS.name()),
        record -> {
          String digest = Topic.key(record.key());
          found.remove(digest);
          if (record.value() != null && task.equals(AdapterFile.task(record.value()))) {
            found.put(digest, record.value().length);
          }
        });
    return found;
  }

  private Release live(String task) {
    Release live = client.releases().get(task);
    if (live == null) {
      throw new IllegalArgumentException(
          "Nothing has been released for " + task + " yet: the base model answers.");
    }
    return live;
  }

  /** The base model answers through a prompt, or fills blanks; it has no linear head. */
  private void requirePrompt(String task) {
    TaskDefinition definition = client.tasks().get(task);
    if (definition != null && !definition.masked()) {
      throw new IllegalArgumentException(
          "The task "
              + task
              + " has no prompt: without an adapter nothing would answer. Choose one with \"releases"
              + " promote\".");
    }
  }

  private Release point(Release live, String digest, String reason) {
    Release next = live.to(digest, reason, now());
    if (same(live, next)) {
      throw new IllegalArgumentException(
          (digest == null ? "The base model" : "The adapter " + digest) + " is live already.");
    }
    if (digest == null) {
      requirePrompt(live.task());
    }
    if (digest != null && !adapters(live.task()).containsKey(digest)) {
      throw new IllegalArgumentException(
          "The adapter " + digest + " has been erased; the trainer keeps a task's newest ones.");
    }
    client.put(next);
    client.put(decision(Decision.Outcome.ROLLED_BACK, live, digest, reason));
    return next;
  }

  /** The base model may be followed by itself, with demonstrations or without. */
  private static boolean same(Release live, Release next) {
    return Objects.equals(live.digest(), next.digest())
        && Objects.equals(live.demonstrations(), next.demonstrations());
  }
}

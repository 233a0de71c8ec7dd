package io.clozeline.deploy.feedback;

import io.clozeline.deploy.client.ChainClient;
import io.clozeline.events.Feedback;
import io.clozeline.events.Release;
import java.time.Duration;
import java.util.Collection;

/** Takes back everything of a task that was there for a while only. */
public final class Forgetting {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private Forgetting() {}

  /**
   * Forgets the labels of {@code ids}, the release, its adapter, and the task itself.
   *
   * @throws IllegalStateException when the chain does not follow
   */
  public static void of(ChainClient client, String task, Collection<String> ids) {
    try (var erasures = new FeedbackRun(client, (id, refused) -> {})) {
      ids.forEach(id -> erasures.send(Feedback.erasure(id, task)));
      erasures.awaitAll(PATIENCE);
    }
    Release release = client.releases().get(task);
    if (release != null) {
      client.removeRelease(task);
      if (release.digest() != null) {
        client.removeAdapter(release.digest());
      }
    }
    client.removeTask(task);
  }
}

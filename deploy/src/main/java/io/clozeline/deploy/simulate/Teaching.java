package io.clozeline.deploy.simulate;

import io.clozeline.deploy.client.ChainClient;
import io.clozeline.deploy.console.Console;
import io.clozeline.deploy.evaluate.kind.Scorings;
import io.clozeline.deploy.feedback.FeedbackRun;
import io.clozeline.deploy.feedback.ForgetOnExit;
import io.clozeline.deploy.feedback.Forgetting;
import io.clozeline.deploy.launch.Pause;
import io.clozeline.deploy.launch.ServiceInfo;
import io.clozeline.deploy.launch.ServiceInfo.Standing;
import io.clozeline.events.Feedback;
import io.clozeline.events.task.TaskDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Labels of a stream into one task, and the wait until what they teach is live. */
final class Teaching implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final Duration SILENCE = Duration.ofMinutes(20);
  private static final long LOOK_MILLIS = 100;

  private final ServiceInfo services;
  private final LiveStream stream;
  private final TaskDefinition task;
  private final FeedbackRun feedback;
  private final List<String> ids = Collections.synchronizedList(new ArrayList<>());
  private final ForgetOnExit forgetting;

  /** Puts the task, and has nothing taught yet. */
  Teaching(
      ChainClient client,
      ServiceInfo services,
      Console console,
      LiveStream stream,
      TaskDefinition task) {
    this.services = services;
    this.stream = stream;
    this.task = task;
    this.forgetting = new ForgetOnExit(() -> Forgetting.of(client, task.name(), List.copyOf(ids)));
    client.put(task);
    this.feedback =
        new FeedbackRun(
            client,
            (id, letter) ->
                console.say("  ✗ " + id + ": " + letter.code().text() + ": " + letter.cause()));
  }

  TaskDefinition task() {
    return task;
  }

  int labels() {
    return ids.size();
  }

  /** Feeds the labels of {@code places} back, and waits until the chain has taken them. */
  void feed(String prefix, List<Integer> places) {
    if (places.isEmpty()) {
      return;
    }
    for (int place : places) {
      String id = prefix + place;
      Optional<Feedback> said =
          Scorings.of(task.kind()).feedback(id, task, stream.at(place).said());
      said.ifPresent(
          label -> {
            ids.add(id);
            feedback.send(label);
          });
    }
    feedback.awaitAll(PATIENCE);
  }

  /**
   * Waits until the trainer has counted every label and is not about to train, and the encoder
   * computes with what is live.
   *
   * @throws IllegalStateException when the trainer has failed, or gives no sign any more
   */
  void settle(Runnable waiting) {
    long lastSign = System.nanoTime();
    Standing last = null;
    while (true) {
      Standing standing = services.standing(task.name()).orElse(null);
      if (standing != null && standing.verdict().equals("failed-before")) {
        throw new IllegalStateException("a training run has failed; the trainer's log says why");
      }
      if (standing != null && settled(standing)) {
        return;
      }
      if (standing != null && !standing.equals(last)) {
        last = standing;
        lastSign = System.nanoTime();
      }
      if (System.nanoTime() - lastSign > SILENCE.toNanos()) {
        throw new IllegalStateException(
            "nothing was learnt for "
                + SILENCE.toMinutes()
                + " minutes; the trainer's log and its /info say why");
      }
      waiting.run();
      Pause.millis(LOOK_MILLIS);
    }
  }

  @Override
  public void close() {
    feedback.close();
    forgetting.close();
  }

  private boolean settled(Standing standing) {
    return standing.counted() >= ids.size() - feedback.refused()
        && !standing.due()
        && Optional.ofNullable(standing.live()).equals(services.adapter(task.name()));
  }
}

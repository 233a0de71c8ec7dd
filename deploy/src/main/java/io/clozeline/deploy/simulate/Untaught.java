package io.clozeline.deploy.simulate;

import io.clozeline.deploy.client.ChainClient;
import io.clozeline.deploy.feedback.Forgetting;
import io.clozeline.events.task.TaskDefinition;
import java.util.List;

/** Learns nothing. */
final class Untaught implements Learner {
  private final ChainClient client;
  private final TaskDefinition task;

  Untaught(ChainClient client, TaskDefinition task) {
    this.client = client;
    this.task = task;
    client.put(task);
  }

  @Override
  public TaskDefinition task() {
    return task;
  }

  @Override
  public void take(List<Integer> places) {
    // it does not want them
  }

  @Override
  public void settle(int answered) {
    // there is nothing to wait for
  }

  @Override
  public int labels() {
    return 0;
  }

  @Override
  public void close() {
    Forgetting.of(client, task.name(), List.of());
  }
}

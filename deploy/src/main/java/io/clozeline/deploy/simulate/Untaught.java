package io.clozeline.deploy.simulate;

import io.clozeline.deploy.client.ChainClient;
import io.clozeline.deploy.feedback.ForgetOnExit;
import io.clozeline.deploy.feedback.Forgetting;
import io.clozeline.events.task.TaskDefinition;
import java.util.List;

/** Learns nothing. */
final class Untaught implements Learner {
  private final TaskDefinition task;
  private final ForgetOnExit forgetting;

  Untaught(ChainClient client, TaskDefinition task) {
    this.task = task;
    this.forgetting = new ForgetOnExit(() -> Forgetting.of(client, task.name(), List.of()));
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
    forgetting.close();
  }
}

package io.clozeline.deploy.demo;

import io.clozeline.deploy.client.ChainClient;
import io.clozeline.deploy.client.ShippedTasks;
import io.clozeline.events.task.Learning;
import io.clozeline.events.task.TaskDefinition;

/**
 * The demonstration's own task: the shipped sentiment under a name of its own, so that nothing
 * learnt or counted before has a say, and so that it can be taken back as a whole.
 */
public final class DemoTask {
  private static final String PREFIX = "demo-sentiment-";

  private DemoTask() {}

  /** The task of the run {@code run}, which trains once when {@code examples} are there. */
  public static TaskDefinition of(String run, int examples) {
    TaskDefinition shipped = ShippedTasks.read("sentiment");
    Learning learning = shipped.learning() == null ? Learning.DEFAULT : shipped.learning();
    return shipped
        .named(PREFIX + run)
        .learning(learning.change().minExamples(examples).promote("always").done());
  }

  /** Takes back the tasks of runs that ended without doing so. */
  public static void forgetOld(ChainClient client) {
    client.tasks().keySet().stream()
        .filter(name -> name.startsWith(PREFIX))
        .forEach(
            name -> {
              client.removeRelease(name);
              client.removeTask(name);
            });
  }
}

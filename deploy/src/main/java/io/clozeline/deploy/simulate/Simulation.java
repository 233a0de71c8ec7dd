package io.clozeline.deploy.simulate;

import io.clozeline.deploy.client.ChainClient;
import io.clozeline.deploy.console.Console;
import io.clozeline.deploy.launch.ServiceInfo;
import io.clozeline.events.task.TaskDefinition;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** One stream through the chain under each of several policies, one after the other. */
public final class Simulation {
  private final ChainClient client;
  private final ServiceInfo services;
  private final Console console;

  public Simulation(ChainClient client, ServiceInfo services, Console console) {
    this.client = client;
    this.services = services;
    this.console = console;
  }

  /**
   * Runs all; leaves no task, example or adapter behind.
   *
   * @param task under a name that nothing else has
   * @param plan which policies, how fast, and what is asked beside the stream
   * @return what became of each, in the order asked
   * @throws IllegalStateException when the chain stops to answer or to learn
   */
  public List<Course> run(TaskDefinition task, LiveStream stream, Plan plan) {
    Map<Policy, Course> courses = new EnumMap<>(Policy.class);
    for (Policy policy : Policy.values()) { // offline comes last: it learns when others have learnt
      if (plan.policies().contains(policy)) {
        courses.put(policy, replay(task, stream, plan, policy).run(lessons(courses)));
      }
    }
    return plan.policies().stream().map(courses::get).toList();
  }

  private Replay replay(TaskDefinition task, LiveStream stream, Plan plan, Policy policy) {
    return new Replay(
        client,
        services,
        console,
        stream,
        task.named(task.name() + "-" + policy.text()),
        policy,
        new Tempo(plan.perSecond(), !plan.live()),
        new Exams(task, plan.exam(), plan.examEachLesson()));
  }

  private static List<Integer> lessons(Map<Policy, Course> courses) {
    for (Policy online : List.of(Policy.GATED, Policy.ALWAYS)) {
      if (courses.containsKey(online)) {
        return new ArrayList<>(courses.get(online).lessons());
      }
    }
    return List.of();
  }
}

package io.clozeline.deploy.evaluate;

import io.clozeline.deploy.client.ChainClient;
import io.clozeline.deploy.console.Console;
import io.clozeline.deploy.evaluate.kind.Scorecard;
import io.clozeline.deploy.evaluate.kind.Scorings;
import io.clozeline.deploy.feedback.ForgetOnExit;
import io.clozeline.deploy.feedback.Forgetting;
import io.clozeline.deploy.launch.ServiceInfo;
import java.util.List;

/**
 * Runs through a running chain: texts without labels in, training rows in as feedback, the wait for
 * the release that learnt from them, evaluation rows in as texts, the answers scored.
 */
public final class Evaluation {
  private final ChainClient client;
  private final ServiceInfo services;
  private final Console console;

  public Evaluation(ChainClient client, ServiceInfo services, Console console) {
    this.client = client;
    this.services = services;
    this.console = console;
  }

  /**
   * Makes one run; leaves no task, example or adapter behind unless the plan keeps them.
   *
   * @throws IllegalArgumentException when rows and task do not fit
   * @throws IllegalStateException when the chain stops to answer or to learn
   */
  public Result run(Plan plan) {
    long started = System.nanoTime();
    requireGold(plan);
    Scorecard card = card(plan);
    Training training = plan.train() == null ? null : new Training(client, services, console, plan);
    client.put(training == null ? plan.task() : training.task());
    var forgetting = new ForgetOnExit(() -> end(plan, training));
    try {
      if (plan.unlabelled() != null) {
        new Pass(plan.task().name(), "unlabelled", plan.unlabelled(), null, console).run(client);
      }
      if (training != null) {
        training.run();
      }
      Pass pass = new Pass(plan.task().name(), "scoring", plan.eval(), card, console).run(client);
      return result(plan, training, pass, card, (System.nanoTime() - started) / 60e9);
    } finally {
      forgetting.close();
    }
  }

  /** Scores every row without an answer, so that one that says nothing is found before the work. */
  private static void requireGold(Plan plan) {
    Scorecard scratch = card(plan);
    plan.eval().items().forEach(item -> scratch.add(item, null));
  }

  private static Scorecard card(Plan plan) {
    return Scorings.of(plan.task().kind()).scorecard(plan.task());
  }

  private static Result result(
      Plan plan, Training training, Pass pass, Scorecard card, double minutes) {
    return new Result(
        plan.head(),
        plan.seed(),
        card.figures(),
        pass.texts(),
        pass.refused(),
        training == null ? 0 : training.taken(),
        training == null ? 0 : training.leftOut(),
        plan.unlabelled() == null ? 0 : plan.unlabelled().size(),
        training == null ? 0 : training.minutes(),
        minutes,
        pass.textsPerSecond(),
        pass.millis(0.5),
        pass.millis(0.99));
  }

  private void end(Plan plan, Training training) {
    if (plan.keep()) {
      console.say("kept as the task " + plan.task().name());
      return;
    }
    try {
      Forgetting.of(client, plan.task().name(), training == null ? List.of() : training.ids());
    } catch (IllegalStateException e) {
      console.say("not everything of " + plan.task().name() + " is forgotten: " + e.getMessage());
    }
  }
}

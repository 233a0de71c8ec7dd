package io.clozeline.trainer.run;

import io.clozeline.trainer.engine.Engine;
import io.clozeline.trainer.pet.PatternExploiting;
import io.clozeline.trainer.plan.Planner;
import io.clozeline.trainer.unlabelled.UnlabelledTexts;

/** Curricula for tests. */
public final class Curricula {
  private static final int POSITIONS = 512;

  private Curricula() {}

  public static Curriculum of(Engine engine, Planner planner, UnlabelledTexts texts) {
    return new Curriculum(new PatternExploiting(engine, planner), texts, POSITIONS);
  }
}

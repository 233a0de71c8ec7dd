package io.clozeline.events.task;

import java.time.Duration;
import java.util.List;

/** How a task learns, with some of it changed; null has the default. Used by one thread. */
public final class LearningChange {
  private String method;
  private Integer r;
  private Double alpha;
  private List<String> targets;
  private Integer minExamples;
  private Integer steps;
  private Double learningRate;
  private Integer epochs;
  private Pet pet;
  private String promote;
  private Duration maxWait;
  private Integer replay;
  private Double dropout;
  private Boolean rankStabilized;
  private Integer width;
  private Integer tokens;
  private Boolean ladder;
  private Double shadow;

  LearningChange(Learning of) {
    this.method = of.method();
    this.r = of.r();
    this.alpha = of.alpha();
    this.targets = of.targets();
    this.minExamples = of.minExamples();
    this.steps = of.steps();
    this.learningRate = of.learningRate();
    this.epochs = of.epochs();
    this.pet = of.pet();
    this.promote = of.promote();
    this.maxWait = of.maxWait();
    this.replay = of.replay();
    this.dropout = of.dropout();
    this.rankStabilized = of.rankStabilized();
    this.width = of.width();
    this.tokens = of.tokens();
    this.ladder = of.ladder();
    this.shadow = of.shadow();
  }

  /** Another method; what belongs to the one before is left behind. */
  public LearningChange method(String other) {
    if (!other.equals(method)) {
      method = other;
      r = null;
      alpha = null;
      targets = null;
      dropout = null;
      rankStabilized = null;
      width = null;
      tokens = null;
      learningRate = null;
    }
    return this;
  }

  /** Another rank of the same scale alpha / r. */
  public LearningChange r(int other) {
    alpha = alpha == null || r == null ? null : Double.valueOf(alpha / r * other);
    r = other;
    return this;
  }

  public LearningChange targets(List<String> other) {
    targets = other;
    return this;
  }

  public LearningChange minExamples(Integer other) {
    minExamples = other;
    return this;
  }

  public LearningChange steps(Integer other) {
    steps = other;
    return this;
  }

  public LearningChange learningRate(Double other) {
    learningRate = other;
    return this;
  }

  public LearningChange epochs(Integer other) {
    epochs = other;
    return this;
  }

  public LearningChange pet(Pet other) {
    pet = other;
    return this;
  }

  public LearningChange promote(String other) {
    promote = other;
    return this;
  }

  public LearningChange maxWait(Duration other) {
    maxWait = other;
    return this;
  }

  public LearningChange replay(Integer other) {
    replay = other;
    return this;
  }

  public LearningChange ladder(Boolean other) {
    ladder = other;
    return this;
  }

  public LearningChange shadow(Double other) {
    shadow = other;
    return this;
  }

  /**
   * What has come of it.
   *
   * @throws io.clozeline.events.error.EventException when a task cannot learn so
   */
  public Learning done() {
    return new Learning(
        method,
        r,
        alpha,
        targets,
        minExamples,
        steps,
        learningRate,
        epochs,
        pet,
        promote,
        maxWait,
        replay,
        dropout,
        rankStabilized,
        width,
        tokens,
        ladder,
        shadow);
  }
}

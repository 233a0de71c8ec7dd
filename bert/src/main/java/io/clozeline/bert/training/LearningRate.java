package io.clozeline.bert.training;

/** Linear warm-up to the peak, then linear decay to zero. */
record LearningRate(double peak, int warmUpSteps, int steps) {

  static LearningRate of(TrainingPlan plan) {
    return new LearningRate(
        plan.learningRate(), (int) Math.ceil(plan.warmUp() * plan.steps()), plan.steps());
  }

  /** The rate of a step, counted from 0. */
  double at(int step) {
    return step < warmUpSteps
        ? peak * (step + 1) / warmUpSteps
        : peak * (steps - step) / (steps - warmUpSteps);
  }
}

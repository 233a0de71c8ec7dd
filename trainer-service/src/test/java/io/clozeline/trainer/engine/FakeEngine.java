package io.clozeline.trainer.engine;

import io.clozeline.bert.Sequence;
import io.clozeline.bert.training.LabelledSequence;
import io.clozeline.bert.training.TrainingPlan;
import io.clozeline.bert.training.TrainingProgress;
import io.clozeline.events.task.Task;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;

/** Trains nothing; its adapter is a text that names what it was asked for. */
public final class FakeEngine implements Engine {
  private final List<String> trained = new CopyOnWriteArrayList<>();
  private volatile RuntimeException failure;
  private volatile boolean rested;
  private volatile BiFunction<byte[], Sequence, float[]> scoring = (adapter, sequence) -> null;

  @Override
  public byte[] train(
      Task task, List<LabelledSequence> sequences, TrainingPlan plan, TrainingProgress progress) {
    trained.add(task.name());
    if (failure != null) {
      throw failure;
    }
    for (int step = 1; step <= plan.steps(); step++) {
      progress.step(step, plan.steps(), 1.0 / step);
    }
    String shown = task.demonstrated() ? " shown" : "";
    String head = task.definition().prompted() ? "" : " linear";
    return (task.name() + " " + sequences.size() + " " + plan.seed() + shown + head)
        .getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public float[][] scores(Task task, List<Sequence> sequences, byte[] adapterOrNull) {
    return sequences.stream()
        .map(sequence -> scoring.apply(adapterOrNull, sequence))
        .map(scores -> scores == null ? new float[task.definition().labels().size()] : scores)
        .toArray(float[][]::new);
  }

  /** What it says of a sequence under an adapter, null for the base model, from now on. */
  public void say(BiFunction<byte[], Sequence, float[]> scoring) {
    this.scoring = scoring;
  }

  @Override
  public void rest() {
    rested = true;
  }

  /** The tasks of all calls, in their order. */
  public List<String> trained() {
    return List.copyOf(trained);
  }

  public boolean rested() {
    return rested;
  }

  /** Every call from now on fails so; null to work again. */
  public void fail(RuntimeException failure) {
    this.failure = failure;
  }
}

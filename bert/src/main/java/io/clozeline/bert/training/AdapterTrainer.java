package io.clozeline.bert.training;

import ai.djl.engine.Engine;
import io.clozeline.bert.ModelDirectory;
import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.Precision;
import io.clozeline.bert.Sequence;
import io.clozeline.bert.adapter.Adapter;
import io.clozeline.bert.adapter.AdapterConfig;
import io.clozeline.bert.adapter.AdapterFile;
import io.clozeline.bert.head.VerbalizerHead;
import io.clozeline.bert.method.Method;
import io.clozeline.bert.training.objective.Objective;
import java.util.List;
import java.util.Random;

/**
 * Trains an adapter of any method, and a linear head where the task has no prompt, on the frozen
 * model. The native libraries must have been set up before ({@link
 * io.clozeline.bert.setup.NativeSetup#use}). Not for use by several threads at once.
 */
public final class AdapterTrainer implements AutoCloseable {
  private final ModelInfo model;
  private final LoadedWeights<?> weights;

  private AdapterTrainer(ModelInfo model, LoadedWeights<?> weights) {
    this.model = model;
    this.weights = weights;
  }

  /**
   * Prepares a session; the first training loads the weights. {@code intraOpThreads} native threads
   * compute one step.
   */
  public static AdapterTrainer open(
      ModelDirectory directory, Precision precision, int intraOpThreads) {
    Engine.getEngine("TensorFlow");
    return new AdapterTrainer(
        directory.info(), LoadedWeights.open(directory, precision, intraOpThreads));
  }

  /**
   * Trains an adapter. The same examples, plan and number of threads give the same adapter.
   *
   * @param verbalizerOrNull the prompt's words, or null for a fresh linear head
   * @return the adapter as {@link AdapterFile} reads it back
   */
  public Adapter train(
      List<LabelledSequence> examples,
      TrainingPlan plan,
      String task,
      List<String> labels,
      VerbalizerHead verbalizerOrNull,
      TrainingProgress progress) {
    Answering answering =
        verbalizerOrNull == null
            ? new LinearAnswering(labels.size())
            : new VerbalizerAnswering(verbalizerOrNull);
    return train(new Lessons(task, labels, answering, Objective.SOFTMAX, examples), plan, progress);
  }

  /** Trains a fresh adapter; the same lessons, plan and number of threads give the same one. */
  public Adapter train(Lessons lessons, TrainingPlan plan, TrainingProgress progress) {
    return train(lessons, plan, null, progress);
  }

  /**
   * Trains an adapter.
   *
   * @param startOrNull goes on from it; its method and head must be the plan's
   * @return the adapter as {@link AdapterFile} reads it back
   */
  public Adapter train(
      Lessons lessons, TrainingPlan plan, Adapter startOrNull, TrainingProgress progress) {
    lessons.sequences().forEach(example -> checkLength(example.sequence(), plan.method()));
    Random random = new Random(plan.seed());
    Reading reading = Reading.of(lessons.answering());
    Layout layout =
        Layout.of(plan.method(), reading.kind(), lessons.objective(), plan.dropout() > 0);
    Parameters parameters =
        startOrNull == null
            ? Parameters.start(model, plan.method(), reading.start(model, random), reading, random)
            : goingOn(startOrNull, plan, reading);
    optimize(lessons, plan, layout, parameters, random, progress);
    boolean prompt = reading.kind() != Answers.LINEAR;
    AdapterConfig config =
        new AdapterConfig(
            model.name(),
            model.weightsDigest(),
            lessons.task(),
            plan.method(),
            lessons.labels(),
            prompt);
    return AdapterFile.read(
        AdapterFile.write(config, model, parameters.tensors(), prompt ? null : parameters.head()),
        model);
  }

  private Parameters goingOn(Adapter start, TrainingPlan plan, Reading reading) {
    AdapterConfig config = start.config();
    if (!config.method().equals(plan.method())
        || config.prompt() != (reading.kind() != Answers.LINEAR)
        || (!config.prompt() && start.classifier().labels() != reading.outputs())) {
      throw new IllegalArgumentException("the adapter to go on from is not of the plan's shape");
    }
    return Parameters.goingOn(
        model, start, config.prompt() ? reading.fixed() : start.classifier(), reading);
  }

  /**
   * The scores of each sequence, {@code [rows, outputs]} row by row: of a linear head or the
   * vocabulary a row for each selected position, of a verbalizer one for its masks together.
   * Nothing is trained.
   *
   * @param adapterOrNull null for the base model, which has no linear head
   */
  public float[][] scores(List<Sequence> sequences, Adapter adapterOrNull, Answering answering) {
    Method method = adapterOrNull == null ? null : adapterOrNull.method();
    sequences.forEach(sequence -> checkLength(sequence, method));
    return new Scoring(model, weights)
        .of(sequences, adapterOrNull, Reading.of(answering), answering);
  }

  private void optimize(
      Lessons lessons,
      TrainingPlan plan,
      Layout layout,
      Parameters parameters,
      Random random,
      TrainingProgress progress) {
    AdamW optimizer = new AdamW(parameters.arrays(), plan.weightDecay());
    Course.run(
        lessons,
        plan,
        random,
        (batch, learningRate, seed) -> {
          Gradients gradients = weights.run(layout, batch, parameters, plan.dropout(), seed);
          optimizer.step(gradients.slopes(), learningRate);
          return gradients.loss();
        },
        progress);
  }

  private void checkLength(Sequence sequence, Method methodOrNull) {
    int taken = methodOrNull == null ? 0 : methodOrNull.positions();
    if (sequence.length() + taken > model.maxPositions()) {
      throw new IllegalArgumentException(
          "a sequence of "
              + sequence.length()
              + " tokens"
              + (taken == 0 ? "" : " behind " + taken + " of its method")
              + "; the model has "
              + model.maxPositions());
    }
  }

  @Override
  public void close() {
    weights.close();
  }
}

package io.clozeline.bert.training;

import ai.djl.engine.Engine;
import io.clozeline.bert.ModelDirectory;
import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.Precision;
import io.clozeline.bert.adapter.Adapter;
import io.clozeline.bert.adapter.AdapterConfig;
import io.clozeline.bert.adapter.AdapterFile;
import io.clozeline.bert.head.LinearHead;
import io.clozeline.bert.head.VerbalizerHead;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;

/**
 * Trains LoRA factors (Hu et al., 2021), and a linear head where the task has no prompt, on the
 * frozen model. The native libraries must have been set up before ({@link
 * io.clozeline.bert.setup.NativeSetup#use}). Not for use by several threads at once.
 */
public final class LoraTrainer implements AutoCloseable {
  private final ModelInfo model;
  private final LoadedWeights<?> weights;

  private LoraTrainer(ModelInfo model, LoadedWeights<?> weights) {
    this.model = model;
    this.weights = weights;
  }

  /**
   * Prepares a session; the first training loads the weights. {@code intraOpThreads} native threads
   * compute one step.
   */
  public static LoraTrainer open(
      ModelDirectory directory, Precision precision, int intraOpThreads) {
    Engine.getEngine("TensorFlow");
    return new LoraTrainer(
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
    check(examples, labels, verbalizerOrNull);
    boolean prompt = verbalizerOrNull != null;
    Random random = new Random(plan.seed());
    LinearHead head =
        prompt
            ? verbalizerOrNull.means()
            : Parameters.freshHead(labels.size(), model.hidden(), random);
    Layout layout = new Layout(EnumSet.copyOf(plan.targets()), prompt, plan.dropout() > 0);
    Parameters parameters =
        Parameters.start(model, layout.targets(), plan.r(), head, !prompt, random);
    optimize(examples, plan, layout, parameters, random, progress);
    AdapterConfig config =
        new AdapterConfig(
            model.name(),
            model.weightsDigest(),
            task,
            plan.r(),
            plan.alpha(),
            List.copyOf(layout.targets()),
            labels,
            prompt);
    return AdapterFile.read(
        AdapterFile.write(config, parameters.factors(), prompt ? null : parameters.head()), model);
  }

  private void optimize(
      List<LabelledSequence> examples,
      TrainingPlan plan,
      Layout layout,
      Parameters parameters,
      Random random,
      TrainingProgress progress) {
    int[] lengths = examples.stream().mapToInt(example -> example.sequence().length()).toArray();
    Batches batches = new Batches(lengths, plan.batch(), random);
    AdamW optimizer = new AdamW(parameters.arrays(), plan.weightDecay());
    LearningRate learningRate = LearningRate.of(plan);
    for (int step = 0; step < plan.steps(); step++) {
      int[] next = batches.next();
      ExampleBatch batch =
          ExampleBatch.of(
              Arrays.stream(next).mapToObj(examples::get).toList(), batches.paddedLength(next));
      long[] seed = {plan.seed(), (long) step << 32};
      Gradients gradients =
          weights.run(layout, batch, parameters, plan.alpha() / plan.r(), plan.dropout(), seed);
      if (!Double.isFinite(gradients.loss())) {
        throw new IllegalStateException(
            "the loss is " + gradients.loss() + " at step " + step + "; lower the learning rate");
      }
      optimizer.step(gradients.slopes(), learningRate.at(step));
      progress.step(step + 1, plan.steps(), gradients.loss());
    }
  }

  private void check(
      List<LabelledSequence> examples, List<String> labels, VerbalizerHead verbalizer) {
    if (examples.isEmpty() || labels.size() < 2) {
      throw new IllegalArgumentException("training needs examples and at least two labels");
    }
    if (verbalizer != null && verbalizer.labels() != labels.size()) {
      throw new IllegalArgumentException(
          "the verbalizer has " + verbalizer.labels() + " labels, the task " + labels.size());
    }
    for (LabelledSequence example : examples) {
      if (example.label() >= labels.size()) {
        throw new IllegalArgumentException("label " + example.label() + " of " + labels.size());
      }
      if (example.sequence().length() > model.maxPositions()) {
        throw new IllegalArgumentException(
            "an example of "
                + example.sequence().length()
                + " tokens; the model has "
                + model.maxPositions());
      }
    }
  }

  @Override
  public void close() {
    weights.close();
  }
}

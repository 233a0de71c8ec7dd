package io.clozeline.trainer.engine;

import io.clozeline.bert.EncoderInput;
import io.clozeline.bert.ModelDirectory;
import io.clozeline.bert.Precision;
import io.clozeline.bert.Sequence;
import io.clozeline.bert.adapter.Adapter;
import io.clozeline.bert.adapter.AdapterConfig;
import io.clozeline.bert.adapter.AdapterFile;
import io.clozeline.bert.encoder.BatchPlan;
import io.clozeline.bert.encoder.Encoder;
import io.clozeline.bert.encoder.TokenBudget;
import io.clozeline.bert.head.LinearHead;
import io.clozeline.bert.method.full.Full;
import io.clozeline.bert.setup.TunedModels;
import io.clozeline.bert.tensorflow.TensorFlowEncoder;
import io.clozeline.bert.training.Lessons;
import io.clozeline.bert.training.TrainingPlan;
import io.clozeline.bert.training.TrainingProgress;
import io.clozeline.bert.training.WeightTrainer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Models of which every weight is trained. What is published of one is its name and its linear
 * head; the weights lie in a folder that trainers and encoders share. Models that no adapter names
 * any more are deleted before the next one is trained. Used by one thread.
 */
public final class TunedEngine {
  private static final Logger LOG = LoggerFactory.getLogger(TunedEngine.class);

  /** A younger model may be one that another trainer is about to publish. */
  private static final Duration YOUNG = Duration.ofHours(1);

  private static final TokenBudget BUDGET = new TokenBudget(1024, 64);

  private final ModelDirectory base;
  private final TunedModels models;
  private final Precision precision;
  private final int threads;
  private final Supplier<Optional<Set<String>>> named;
  private Full opened;
  private Encoder encoder;

  /**
   * Opens nothing yet.
   *
   * @param threads native threads that compute one step
   * @param named the models that published adapters name; empty while nobody knows
   */
  public TunedEngine(
      ModelDirectory base,
      TunedModels models,
      Precision precision,
      int threads,
      Supplier<Optional<Set<String>>> named) {
    this.base = Objects.requireNonNull(base);
    this.models = Objects.requireNonNull(models);
    this.precision = Objects.requireNonNull(precision);
    this.threads = threads;
    this.named = Objects.requireNonNull(named);
  }

  /** Trains all weights and a linear head, and keeps the model; the adapter's file names it. */
  byte[] train(Lessons lessons, TrainingPlan plan, TrainingProgress progress) {
    rest();
    sweep();
    LinearHead head;
    Full trained;
    try (WeightTrainer trainer = WeightTrainer.open(base, precision, threads)) {
      head = trainer.train(lessons, plan, progress);
      trained = models.add(base, trainer::save);
    }
    LOG.info("A model was tuned: task={} model={}", lessons.task(), trained.model());
    return AdapterFile.write(config(lessons, trained), base.info(), Map.of(), head);
  }

  private AdapterConfig config(Lessons lessons, Full trained) {
    return new AdapterConfig(
        base.info().name(),
        base.info().weightsDigest(),
        lessons.task(),
        trained,
        lessons.labels(),
        false);
  }

  private void sweep() {
    named
        .get()
        .map(needed -> models.retain(needed, Instant.now().minus(YOUNG)))
        .filter(deleted -> !deleted.isEmpty())
        .ifPresent(
            deleted -> LOG.info("Models that no adapter names were deleted: {}", deleted.keySet()));
  }

  /** The scores of the adapter's linear head, a row for each selected position. */
  float[][] scores(List<Sequence> sequences, Adapter adapter) {
    Encoder tuned = encoder((Full) adapter.method());
    List<EncoderInput> inputs = sequences.stream().map(s -> new EncoderInput(s, null)).toList();
    int[] lengths = sequences.stream().mapToInt(Sequence::length).toArray();
    float[][][] vectors = new float[lengths.length][][];
    for (int[] batch : BatchPlan.of(lengths, BUDGET)) {
      float[][][] some = tuned.encode(Arrays.stream(batch).mapToObj(inputs::get).toList());
      for (int i = 0; i < batch.length; i++) {
        vectors[batch[i]] = some[i];
      }
    }
    List<float[]> rows = new ArrayList<>();
    for (float[][] ofSequence : vectors) {
      for (float[] vector : ofSequence) {
        rows.add(adapter.classifier().logits(vector));
      }
    }
    return rows.toArray(float[][]::new);
  }

  private Encoder encoder(Full method) {
    if (!method.equals(opened)) {
      rest();
      encoder = TensorFlowEncoder.open(models.open(method, base.info()), precision, threads);
      opened = method;
    }
    return encoder;
  }

  /** Closes what it has open. */
  void rest() {
    if (encoder != null) {
      encoder.close();
      encoder = null;
      opened = null;
    }
  }
}

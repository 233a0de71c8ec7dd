package io.clozeline.trainer.engine;

import io.clozeline.bert.ModelDirectory;
import io.clozeline.bert.Precision;
import io.clozeline.bert.Sequence;
import io.clozeline.bert.adapter.Adapter;
import io.clozeline.bert.adapter.AdapterFile;
import io.clozeline.bert.head.MaskedLmHead;
import io.clozeline.bert.head.VerbalizerHead;
import io.clozeline.bert.method.full.Full;
import io.clozeline.bert.training.AdapterTrainer;
import io.clozeline.bert.training.Answering;
import io.clozeline.bert.training.LabelledSequence;
import io.clozeline.bert.training.Lessons;
import io.clozeline.bert.training.LinearAnswering;
import io.clozeline.bert.training.TrainingPlan;
import io.clozeline.bert.training.TrainingProgress;
import io.clozeline.bert.training.VerbalizerAnswering;
import io.clozeline.bert.training.VocabularyAnswering;
import io.clozeline.bert.training.objective.Objective;
import io.clozeline.events.Limits;
import io.clozeline.events.task.Task;
import io.clozeline.trainer.kind.KindTrainings;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adapters of the base model, which is opened when it is first needed. TensorFlow keeps the pool of
 * its allocator until the process ends: after {@link #rest()} other models can use it, other
 * processes cannot.
 */
public final class AdapterEngine implements Engine {
  private static final Logger LOG = LoggerFactory.getLogger(AdapterEngine.class);

  /** Room for the names of the tensors, and for a linear head. */
  private static final int HEADER_BYTES = 4 * 1024 * 1024;

  private final ModelDirectory model;
  private final Precision precision;
  private final int threads;
  private final TunedEngine tunedOrNull;
  private AdapterTrainer trainer;
  private MaskedLmHead maskedLm;

  /**
   * Opens nothing yet. TensorFlow's libraries must have been set up before the first training.
   *
   * @param threads native threads that compute one step
   * @param tunedOrNull trains by the method {@code full}; null where there is no folder for its
   *     models
   */
  public AdapterEngine(
      ModelDirectory model, Precision precision, int threads, TunedEngine tunedOrNull) {
    this.model = Objects.requireNonNull(model);
    this.precision = Objects.requireNonNull(precision);
    this.threads = threads;
    this.tunedOrNull = tunedOrNull;
  }

  @Override
  public byte[] train(
      Task task, List<LabelledSequence> sequences, TrainingPlan plan, TrainingProgress progress) {
    if (plan.method() instanceof Full) {
      TunedEngine tuned = tuned();
      closeTrainer(); // its memory goes first: all weights and their moments take 1.8 GB
      return tuned.train(lessons(task, sequences), plan, progress);
    }
    requirePublishable(plan);
    Adapter adapter = trainer().train(lessons(task, sequences), plan, progress);
    return AdapterFile.write(
        adapter.config(), model.info(), adapter.tensors(), adapter.classifier());
  }

  @Override
  public float[][] scores(Task task, List<Sequence> sequences, byte[] adapterOrNull) {
    Adapter adapter = adapterOrNull == null ? null : AdapterFile.read(adapterOrNull, model.info());
    boolean linear = adapter != null && adapter.classifier() != null;
    boolean climbed = linear && task.definition().prompted();
    List<Sequence> read = climbed ? firsts(sequences) : sequences;
    if (adapter != null && adapter.method() instanceof Full) {
      return tuned().scores(read, adapter);
    }
    Answering answering =
        linear ? new LinearAnswering(adapter.classifier().labels()) : answering(task);
    return trainer().scores(read, adapter, answering);
  }

  /** A linear head reads one vector, also where a prompt has several masks. */
  private static List<Sequence> firsts(List<Sequence> sequences) {
    return sequences.stream().map(Sequence::first).toList();
  }

  @Override
  public void rest() {
    if (tunedOrNull != null) {
      tunedOrNull.rest();
    }
    closeTrainer();
  }

  private void closeTrainer() {
    if (trainer != null) {
      trainer.close();
      trainer = null;
      maskedLm = null;
      LOG.info("The base model was closed until the next run");
    }
  }

  /** Before the training and not after it: every service reads an adapter as one record. */
  private void requirePublishable(TrainingPlan plan) {
    long bytes = plan.method().parameters(model.info()) * Float.BYTES;
    if (bytes > Limits.RECORD_BYTES - HEADER_BYTES) {
      throw new IllegalArgumentException(
          "the adapter would have "
              + bytes
              + " bytes, more than a record of "
              + Limits.RECORD_BYTES
              + "; make it smaller: r, targets, width or tokens");
    }
  }

  private TunedEngine tuned() {
    if (tunedOrNull == null) {
      throw new IllegalStateException(
          "the method full needs a folder that trainer and encoders share: set"
              + " clozeline.model.tuned for all of them");
    }
    return tunedOrNull;
  }

  private AdapterTrainer trainer() {
    if (trainer == null) {
      long started = System.nanoTime();
      trainer = AdapterTrainer.open(model, precision, threads);
      LOG.info(
          "The base model was opened: precision={} threads={} milliseconds={}",
          precision.text(),
          threads,
          (System.nanoTime() - started) / 1_000_000);
    }
    return trainer;
  }

  private Lessons lessons(Task task, List<LabelledSequence> sequences) {
    Objective objective = KindTrainings.of(task).objective(task);
    List<String> labels = task.definition().trainedFor();
    return new Lessons(task.name(), labels, answering(task), objective, sequences);
  }

  /** The words of a prompt, the whole vocabulary for a kind without labels, or a fresh head. */
  private Answering answering(Task task) {
    if (task.definition().prompted()) {
      return new VerbalizerAnswering(new VerbalizerHead(maskedLm(), task.words()));
    }
    return task.definition().masked()
        ? new VocabularyAnswering(maskedLm())
        : new LinearAnswering(task.definition().outputs().size());
  }

  /** Kept beside the trainer: scoring asks for it again and again. */
  private MaskedLmHead maskedLm() {
    if (maskedLm == null) {
      maskedLm = MaskedLmHead.open(model);
    }
    return maskedLm;
  }
}

package io.clozeline.trainer.run;

import io.clozeline.bert.Sequence;
import io.clozeline.bert.head.Softmax;
import io.clozeline.bert.training.LabelledSequence;
import io.clozeline.events.Decision;
import io.clozeline.events.Release;
import io.clozeline.events.task.Calibration;
import io.clozeline.events.task.Task;
import io.clozeline.trainer.engine.Engine;
import io.clozeline.trainer.engine.RunPhases;
import io.clozeline.trainer.examples.Taught;
import io.clozeline.trainer.gate.Comparison;
import io.clozeline.trainer.gate.Gate;
import io.clozeline.trainer.gate.Judgement;
import io.clozeline.trainer.gate.Promotion;
import io.clozeline.trainer.gate.Tested;
import io.clozeline.trainer.kind.KindTraining;
import io.clozeline.trainer.kind.KindTrainings;
import io.clozeline.trainer.publish.AdapterSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Puts a challenger beside the champion, on examples that neither has learnt from. */
public final class Challenge {
  private static final int CHUNK = 128;

  /** So many times as many examples make it likely that a challenger is better. */
  private static final int GROWN = 2;

  private static final Comparison NOTHING = Comparison.of(new double[0], new double[0]);

  private final Engine engine;
  private final AdapterSource adapters;
  private final Gate gate;

  public Challenge(Engine engine, AdapterSource adapters, Gate gate) {
    this.engine = Objects.requireNonNull(engine);
    this.adapters = Objects.requireNonNull(adapters);
    this.gate = Objects.requireNonNull(gate);
  }

  /**
   * Judges the adapter {@code challenger}. Where nothing answers yet, a task with a linear head
   * before its first release, the challenger has nobody to beat.
   *
   * @param learnt how many examples the challenger has learnt from
   * @param apart examples that neither has learnt from
   * @param live null for the base model
   */
  Judgement judge(
      Task task,
      int learnt,
      List<Taught> apart,
      byte[] challenger,
      Release live,
      RunPhases progress) {
    Promotion promotion = promotion(task, learnt, live);
    boolean based = live == null || live.digest() == null;
    Optional<byte[]> champion = based ? Optional.empty() : adapters.of(live.digest());
    boolean nobody = based ? !task.definition().prompted() : champion.isEmpty();
    if (promotion == Promotion.ALWAYS || nobody || apart.isEmpty()) {
      return gate.judge(nobody ? Promotion.ALWAYS : promotion, List.of());
    }
    progress.phase("testing the challenger");
    double[] theirs = agreements(task, apart, challenger, progress);
    progress.phase("testing the champion");
    double[] ours = agreements(task, apart, champion.orElse(null), progress);
    long through = live == null ? -1 : live.trainedThrough();
    List<Tested> tested = new ArrayList<>();
    for (int i = 0; i < theirs.length; i++) {
      Taught example = apart.get(i);
      tested.add(new Tested(example.label(), example.offset() > through, ours[i], theirs[i]));
    }
    return gate.judge(promotion, tested);
  }

  /**
   * Two adapters on the same examples; an adapter that is not on its topic any more cannot be
   * compared.
   *
   * @param championOrNull a digest, null for the base model; and so the challenger
   * @return over no examples where one of them cannot answer
   */
  Comparison compare(
      Task task, List<Taught> examples, String championOrNull, String challengerOrNull) {
    boolean based = championOrNull == null || challengerOrNull == null;
    if ((based && !task.definition().prompted()) || examples.isEmpty()) {
      return NOTHING;
    }
    byte[] champion = file(championOrNull);
    byte[] challenger = file(challengerOrNull);
    boolean gone =
        (champion == null && championOrNull != null)
            || (challenger == null && challengerOrNull != null);
    return gone
        ? NOTHING
        : Comparison.of(
            agreements(task, examples, champion, RunPhases.SILENT),
            agreements(task, examples, challenger, RunPhases.SILENT));
  }

  /** Two adapters that are not published; {@code first} is the champion. */
  Comparison compare(
      Task task, List<Taught> examples, byte[] first, byte[] second, RunPhases progress) {
    return examples.isEmpty()
        ? NOTHING
        : Comparison.of(
            agreements(task, examples, first, progress),
            agreements(task, examples, second, progress));
  }

  private byte[] file(String digestOrNull) {
    return digestOrNull == null ? null : adapters.of(digestOrNull).orElse(null);
  }

  /** What a decision says of a comparison; null where there were no examples. */
  static Decision.Test test(Comparison of) {
    return of.examples() == 0
        ? null
        : new Decision.Test(
            of.test().text(),
            of.examples(),
            of.champion(),
            of.challenger(),
            of.wins(),
            of.losses(),
            of.better());
  }

  private static Promotion promotion(Task task, int learnt, Release live) {
    Promotion promotion = promotion(task);
    int before = live == null ? 0 : live.examples();
    return promotion == Promotion.GATED && learnt >= GROWN * before ? Promotion.GROWN : promotion;
  }

  /** Which adapters of {@code task} go live. */
  static Promotion promotion(Task task) {
    String said = task.definition().learning().promote();
    return said == null
        ? Promotion.GATED
        : Promotion.valueOf(said.toUpperCase(java.util.Locale.ROOT));
  }

  private double[] agreements(
      Task task, List<Taught> apart, byte[] adapterOrNull, RunPhases progress) {
    List<Sequence> sequences =
        apart.stream()
            .flatMap(e -> e.sequences().stream())
            .map(LabelledSequence::sequence)
            .toList();
    float[][] scores = new float[sequences.size()][];
    for (int from = 0; from < scores.length; from += CHUNK) {
      int to = Math.min(scores.length, from + CHUNK);
      float[][] chunk = engine.scores(task, sequences.subList(from, to), adapterOrNull);
      System.arraycopy(chunk, 0, scores, from, chunk.length);
      progress.scored(to, scores.length);
    }
    if (adapterOrNull == null && calibrated(task)) {
      calibrate(scores);
    }
    KindTraining kind = KindTrainings.of(task);
    double[] agreements = new double[apart.size()];
    int at = 0;
    for (int i = 0; i < agreements.length; i++) {
      List<LabelledSequence> lessons = apart.get(i).sequences();
      List<float[]> own = List.of(scores).subList(at, at + lessons.size());
      agreements[i] = kind.agreement(own, lessons, task);
      at += lessons.size();
    }
    return agreements;
  }

  private static boolean calibrated(Task task) {
    return task.definition().kind().labelled()
        && task.definition().prompt().calibration() != Calibration.NONE;
  }

  /** As served: the words' own weight, which is their mean over many texts, is divided away. */
  private static void calibrate(float[][] scores) {
    double[] prior = new double[scores[0].length];
    for (float[] each : scores) {
      float[] probabilities = Softmax.of(each);
      for (int i = 0; i < prior.length; i++) {
        prior[i] += probabilities[i] / scores.length;
      }
    }
    for (float[] each : scores) {
      for (int i = 0; i < prior.length; i++) {
        each[i] -= (float) Math.log(prior[i]);
      }
    }
  }
}

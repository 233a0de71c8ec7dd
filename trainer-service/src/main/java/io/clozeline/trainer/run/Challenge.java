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
   * Judges {@code challenger} against {@code live} as that is served. Where nothing answers yet, a
   * task with a linear head before its first release, the challenger has nobody to beat.
   *
   * @param learnt how many examples the challenger has learnt from
   * @param apart examples that neither has learnt from
   * @param live null for the base model
   */
  Judgement judge(
      Task task, int learnt, Apart apart, Contender challenger, Release live, RunPhases progress) {
    Promotion promotion = challenger.based() ? promotion(task) : promotion(task, learnt, live);
    Optional<Contender> champion = served(task, live);
    if (promotion == Promotion.ALWAYS || champion.isEmpty() || apart.isEmpty()) {
      return gate.judge(champion.isEmpty() ? Promotion.ALWAYS : promotion, List.of());
    }
    progress.phase("testing the challenger");
    double[] theirs = agreements(task, apart, challenger, progress);
    progress.phase("testing the champion");
    double[] ours = agreements(task, apart, champion.get(), progress);
    long through = live == null ? -1 : live.trainedThrough();
    List<Tested> tested = new ArrayList<>();
    for (int i = 0; i < theirs.length; i++) {
      Taught example = apart.bare().get(i);
      tested.add(new Tested(example.label(), example.offset() > through, ours[i], theirs[i]));
    }
    return gate.judge(promotion, tested);
  }

  /**
   * The release {@code live} as champion and the one before it, each as it is served; an adapter
   * that is not on its topic any more cannot be compared.
   *
   * @return over no examples where one of them cannot answer
   */
  Comparison compareWithPrevious(Task task, Apart apart, Release live) {
    Optional<Contender> champion = served(task, live);
    Optional<Contender> before = served(task, live.back(live.reason(), live.at()));
    return champion.isEmpty() || before.isEmpty() || apart.isEmpty()
        ? NOTHING
        : Comparison.of(
            agreements(task, apart, champion.get(), RunPhases.SILENT),
            agreements(task, apart, before.get(), RunPhases.SILENT));
  }

  /** What answers under {@code live}; empty where nothing does, or its adapter is gone. */
  private Optional<Contender> served(Task task, Release live) {
    boolean shown = task.shows(live);
    if (live == null || live.digest() == null) {
      return Optional.of(Contender.base(shown)).filter(it -> task.definition().prompted());
    }
    return adapters.of(live.digest()).map(file -> Contender.live(file, shown));
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

  /** How right {@code contender} is on each of the examples, 0 to 1. */
  double[] agreements(Task task, Apart apart, Contender contender, RunPhases progress) {
    List<Taught> examples = apart.of(contender);
    List<Sequence> sequences =
        examples.stream()
            .flatMap(e -> e.sequences().stream())
            .map(LabelledSequence::sequence)
            .toList();
    float[][] scores = new float[sequences.size()][];
    for (int from = 0; from < scores.length; from += CHUNK) {
      int to = Math.min(scores.length, from + CHUNK);
      float[][] chunk = engine.scores(task, sequences.subList(from, to), contender.adapter());
      System.arraycopy(chunk, 0, scores, from, chunk.length);
      progress.scored(to, scores.length);
    }
    if (contender.based() && calibrated(task)) {
      calibrate(scores);
    }
    KindTraining kind = KindTrainings.of(task);
    double[] agreements = new double[examples.size()];
    int at = 0;
    for (int i = 0; i < agreements.length; i++) {
      List<LabelledSequence> lessons = examples.get(i).sequences();
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

package io.clozeline.events.task;

import static io.clozeline.events.task.Refusals.refuseIf;
import static io.clozeline.events.task.Refusals.refuseNulls;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * How a task learns from feedback. Every field may be left out.
 *
 * @param method {@code lora} (Hu et al. 2021)
 * @param r the rank of the LoRA factors
 * @param alpha their scale: the update is multiplied by alpha / r
 * @param targets which matrices of each layer they adapt
 * @param minExamples new examples that start a training run
 * @param steps optimizer steps of a run; by the number of examples when left out
 * @param learningRate the peak; by the number of examples when left out
 * @param epochs how often a run sees each example, where {@code steps} does not say how long it is;
 *     by what was measured when left out
 * @param pet also learns from texts without labels; null for not
 * @param promote which adapters go live: {@code gated}, those that are better than the live one on
 *     examples that neither has learnt from; {@code eager}, those that are not worse; {@code
 *     always}, all of them, with no examples kept apart. Null for gated
 * @param maxWait after which a run starts although fewer than {@code minExamples} are new; null for
 *     never
 * @param replay the most examples that a run learns from
 */
public record Learning(
    String method,
    Integer r,
    Double alpha,
    List<String> targets,
    Integer minExamples,
    Integer steps,
    Double learningRate,
    Integer epochs,
    Pet pet,
    String promote,
    Duration maxWait,
    Integer replay) {
  private static final List<String> PROMOTE = List.of("gated", "eager", "always");
  private static final List<String> TARGETS =
      List.of(
          "query", "key", "value", "attention.output.dense", "intermediate.dense", "output.dense");

  /** What a task gets that says nothing. */
  public static final Learning DEFAULT = new Learning(null, null, null, null, null, null, null);

  private static final int MAX_EPOCHS = 1_000;
  private static final int MAX_REPLAY = 1_000_000;
  private static final int REPLAY = 20_000;
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofDays(3_650);

  public Learning {
    method = method == null ? "lora" : method;
    r = r == null ? 8 : r;
    alpha = alpha == null ? 2.0 * r : alpha;
    refuseNulls(targets, "a target is null");
    targets = targets == null ? List.of("query", "value") : List.copyOf(targets);
    minExamples = minExamples == null ? 16 : minExamples;
    refuseIf(!method.equals("lora"), "unknown method \"" + method + "\"; known is lora");
    refuseIf(r < 1 || r > 256, "r is " + r + "; it goes from 1 to 256");
    refuseIf(!(alpha > 0 && alpha <= 10_000), "alpha is " + alpha + "; it goes up to 10000");
    refuseIf(
        targets.isEmpty() || !TARGETS.containsAll(targets),
        "targets are " + targets + "; known are " + TARGETS);
    refuseIf(Set.copyOf(targets).size() != targets.size(), "a target stands twice");
    refuseIf(minExamples < 2, "minExamples is " + minExamples + "; it starts at 2");
    refuseIf(steps != null && (steps < 1 || steps > 100_000), "steps go from 1 to 100000");
    refuseIf(
        learningRate != null && !(learningRate > 0 && learningRate <= 0.1),
        "learningRate goes up to 0.1");
    refuseIf(
        promote != null && !PROMOTE.contains(promote),
        "promote is \"" + promote + "\"; it is one of " + PROMOTE);
    refuseIf(
        epochs != null && (epochs < 1 || epochs > MAX_EPOCHS), "epochs go from 1 to " + MAX_EPOCHS);
    refuseIf(
        maxWait != null && (maxWait.compareTo(SHORTEST) < 0 || maxWait.compareTo(LONGEST) > 0),
        "maxWait is " + maxWait + "; it goes from " + SHORTEST + " to " + LONGEST);
    refuseIf(
        replay != null && (replay < 16 || replay > MAX_REPLAY),
        "replay is " + replay + "; it goes from 16 to " + MAX_REPLAY);
  }

  /** Learning when there are enough new examples, from as many as a run takes. */
  public Learning(
      String method,
      Integer r,
      Double alpha,
      List<String> targets,
      Integer minExamples,
      Integer steps,
      Double learningRate,
      Integer epochs,
      Pet pet,
      String promote) {
    this(
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
        null,
        null);
  }

  /** Learning from labels alone, for as long as was measured. */
  public Learning(
      String method,
      Integer r,
      Double alpha,
      List<String> targets,
      Integer minExamples,
      Integer steps,
      Double learningRate) {
    this(method, r, alpha, targets, minExamples, steps, learningRate, null, null, null);
  }

  /** The most examples that a run learns from, where the task does not say. */
  public int mostExamples() {
    return replay == null ? REPLAY : replay;
  }

  /** The same, but with other adapters going live. */
  public Learning promote(String other) {
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
        other,
        maxWait,
        replay);
  }

  /** The same, but with another bound on the examples of a run. */
  public Learning replay(Integer most) {
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
        most);
  }
}

package io.clozeline.events.task;

import static io.clozeline.events.task.Refusals.refuseIf;
import static io.clozeline.events.task.Refusals.refuseNulls;

import io.clozeline.events.Share;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * How a task learns from feedback. Every field may be left out; those that belong to another method
 * must be.
 *
 * @param method {@code lora} (Hu et al. 2021), {@code ia3} (Liu et al. 2022), {@code bitfit} (Ben
 *     Zaken et al. 2022), {@code adapter} (Houlsby et al. 2019), {@code prefix} (Li and Liang
 *     2021), {@code soft-prompt} (Lester et al. 2021) or {@code full}, all weights (Devlin et al.
 *     2019), which a linear head answers and an encoder of its own serves
 * @param r of lora: the rank of the factors
 * @param alpha of lora: their scale; the update is multiplied by alpha / r
 * @param targets of lora and ia3: which matrices of each layer they adapt
 * @param minExamples new examples that start a training run
 * @param steps optimizer steps of a run; by the number of examples when left out
 * @param learningRate the peak; by method and number of examples when left out
 * @param epochs how often a run sees each example, where {@code steps} does not say how long it is;
 *     by what was measured when left out
 * @param pet also learns from texts without labels; null for not
 * @param promote which adapters go live: {@code gated}, those that are better than the live one on
 *     examples that neither has learnt from; {@code eager}, those that are not worse; {@code
 *     always}, all of them, with no examples kept apart. Null for gated
 * @param maxWait after which a run starts although fewer than {@code minExamples} are new; null for
 *     never
 * @param replay the most examples that a run learns from
 * @param dropout of lora and adapter: the share of numbers that a step leaves out on the way into
 *     them; null for none
 * @param rankStabilized of lora: whether the update is multiplied by alpha / sqrt(r) (Kalajdzievski
 *     2023); null for not
 * @param width of adapter: that of its bottleneck
 * @param tokens of prefix and soft-prompt: how many
 * @param ladder whether a task with a prompt and one label a text may go on with its demonstrations
 *     shown, or with a linear head, once there are enough examples and that has proved better; null
 *     for yes
 * @param shadow a new adapter first rides along on that share of the texts, above 0 and up to 1,
 *     and goes live if it holds its own there, too; null for at once
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
    Integer replay,
    Double dropout,
    Boolean rankStabilized,
    Integer width,
    Integer tokens,
    Boolean ladder,
    Double shadow) {
  private static final String LORA = "lora";
  private static final String IA3 = "ia3";
  private static final String ADAPTER = "adapter";
  private static final String PREFIX = "prefix";
  private static final String SOFT_PROMPT = "soft-prompt";
  private static final String FULL = "full";
  private static final List<String> METHODS =
      List.of(LORA, IA3, "bitfit", ADAPTER, PREFIX, SOFT_PROMPT, FULL);
  private static final List<String> PROMOTE = List.of("gated", "eager", "always");
  private static final List<String> TARGETS =
      List.of(
          "query", "key", "value", "attention.output.dense", "intermediate.dense", "output.dense");

  /** What a task gets that says nothing. */
  public static final Learning DEFAULT = new Learning(null, null, null, null, null, null, null);

  private static final int MAX_EPOCHS = 1_000;
  private static final int MAX_REPLAY = 1_000_000;
  private static final int REPLAY = 20_000;
  private static final int MAX_TOKENS = 128;
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofDays(3_650);

  public Learning {
    method = method == null ? LORA : method;
    refuseIf(!METHODS.contains(method), "unknown method \"" + method + "\"; known are " + METHODS);
    boolean lora = method.equals(LORA);
    boolean virtual = method.equals(PREFIX) || method.equals(SOFT_PROMPT);
    only(lora, "r", r, method);
    only(lora, "alpha", alpha, method);
    only(lora, "rankStabilized", rankStabilized, method);
    only(lora || method.equals(IA3), "targets", targets, method);
    only(lora || method.equals(ADAPTER), "dropout", dropout, method);
    only(method.equals(ADAPTER), "width", width, method);
    only(virtual, "tokens", tokens, method);
    r = lora && r == null ? Integer.valueOf(8) : r;
    alpha = lora && alpha == null ? Double.valueOf(2.0 * r) : alpha;
    refuseNulls(targets, "a target is null");
    targets = targets == null ? targets(method) : List.copyOf(targets);
    width = method.equals(ADAPTER) && width == null ? Integer.valueOf(64) : width;
    tokens = virtual && tokens == null ? Integer.valueOf(20) : tokens;
    minExamples = minExamples == null ? 16 : minExamples;
    refuseIf(lora && (r < 1 || r > 256), "r is " + r + "; it goes from 1 to 256");
    refuseIf(
        lora && !(alpha > 0 && alpha <= 10_000), "alpha is " + alpha + "; it goes up to 10000");
    refuseIf(
        targets != null && (targets.isEmpty() || !TARGETS.containsAll(targets)),
        "targets are " + targets + "; known are " + TARGETS);
    refuseIf(
        targets != null && Set.copyOf(targets).size() != targets.size(), "a target stands twice");
    refuseIf(
        dropout != null && !(dropout >= 0 && dropout < 1),
        "dropout is " + dropout + "; it goes from 0 to below 1");
    refuseIf(
        width != null && (width < 1 || width > 768),
        "width is " + width + "; it goes from 1 to 768");
    refuseIf(
        tokens != null && (tokens < 1 || tokens > MAX_TOKENS),
        "tokens are " + tokens + "; they go from 1 to " + MAX_TOKENS);
    refuseIf(minExamples < 2, "minExamples is " + minExamples + "; it starts at 2");
    refuseIf(steps != null && (steps < 1 || steps > 100_000), "steps go from 1 to 100000");
    refuseIf(
        learningRate != null && !(learningRate > 0 && learningRate <= 1),
        "learningRate goes up to 1");
    refuseIf(
        promote != null && !PROMOTE.contains(promote),
        "promote is \"" + promote + "\"; it is one of " + PROMOTE);
    refuseIf(
        epochs != null && (epochs < 1 || epochs > MAX_EPOCHS), "epochs go from 1 to " + MAX_EPOCHS);
    refuseIf(
        maxWait != null && (maxWait.compareTo(SHORTEST) < 0 || maxWait.compareTo(LONGEST) > 0),
        "maxWait is " + maxWait + "; it goes from " + SHORTEST + " to " + LONGEST);
    refuseIf(
        shadow != null && !Share.allows(shadow),
        "shadow is " + shadow + "; it is a share above 0 and up to 1");
    refuseIf(shadow != null && "always".equals(promote), "what is always promoted has no shadow");
    refuseIf(
        replay != null && (replay < 16 || replay > MAX_REPLAY),
        "replay is " + replay + "; it goes from 16 to " + MAX_REPLAY);
  }

  /** By low-rank updates, from labels alone, for as long as was measured. */
  public Learning(
      String method,
      Integer r,
      Double alpha,
      List<String> targets,
      Integer minExamples,
      Integer steps,
      Double learningRate) {
    this(
        method,
        r,
        alpha,
        targets,
        minExamples,
        steps,
        learningRate,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /** Whether it may go on with demonstrations or a linear head. */
  public boolean climbs() {
    return !Boolean.FALSE.equals(ladder);
  }

  /** Whether every weight is trained, and a linear head with them. */
  public boolean full() {
    return method.equals(FULL);
  }

  /** The most examples that a run learns from, where the task does not say. */
  public int mostExamples() {
    return replay == null ? REPLAY : replay;
  }

  /** How many of the model's positions the method takes from each sequence. */
  public int positions() {
    return tokens == null ? 0 : tokens;
  }

  /** The same, to be changed in some ways. */
  public LearningChange change() {
    return new LearningChange(this);
  }

  /** The same, but with other adapters going live. */
  public Learning promote(String other) {
    boolean tested = !"always".equals(other);
    return change().promote(other).shadow(tested ? shadow : null).done();
  }

  private static List<String> targets(String method) {
    return switch (method) {
      case LORA -> List.of("query", "value");
      case IA3 -> List.of("key", "value", "output.dense");
      default -> null;
    };
  }

  private static void only(boolean has, String name, Object value, String method) {
    refuseIf(!has && value != null, "the method " + method + " has no " + name);
  }
}

package io.clozeline.heads.review;

import io.clozeline.events.task.Reviews;

/**
 * Chooses the texts of one task that are sent to people, one by one as they come.
 *
 * <ol>
 *   <li>The budget of the hour and the rate at which texts arrive give the share of them to choose.
 *   <li>A text that is not among the least sure ones is passed over; more of them are let through
 *       than are chosen, where they are also to differ (as Zhdanov 2019 does with batches).
 *   <li>Of those, the ones are chosen that are farthest from what was sent lately (the greedy
 *       k-center of Sener and Savarese 2018, on a stream).
 * </ol>
 *
 * <p>Both are ranks among the last texts, no fixed thresholds: what is chosen follows the model as
 * it learns. The share rises while texts come and none is chosen, so that it never stalls.
 */
public final class Selection {
  static final int SCORES = 256;
  static final int NOVELTIES = 64;

  /** So many texts are let through for each one that is chosen, where few are. */
  static final double POOL = 2;

  /** Two texts that are nearer than this are the same. */
  static final double SAME = 1e-4;

  private static final int BY_SCORE = 1;
  private static final int BY_NOVELTY = 2;

  private final String task;
  private final Reviews plan;
  private final Allowance allowance;
  private final ReviewMemory memory;

  /**
   * Goes on from what {@code memory} holds.
   *
   * @param share of the task's budget that may be spent here, above 0, 1 for all of it
   */
  public Selection(String task, Reviews plan, double share, ReviewMemory memory) {
    this.task = task;
    this.plan = plan;
    this.allowance = new Allowance(plan.perHour() * share);
    this.memory = memory;
  }

  /**
   * Chooses {@code candidate}, or does not.
   *
   * @param now milliseconds since the epoch by the clock on the wall: people's time is budgeted
   */
  public Verdict offer(Candidate candidate, long now) {
    ReviewState known = memory.state(task);
    ReviewState state = known == null ? ReviewState.fresh(now, allowance) : known;
    var turn = new Turn(candidate, state, now);
    Chosen chosen = turn.choose();
    ReviewState after = turn.after(chosen != null);
    memory.put(task, after);
    // Whoever keeps the verdict keeps the scores, and not the candidate.
    LastScores scores = state.scores();
    double pool = turn.pool;
    return new Verdict(chosen, () -> scores.reachedBy(pool), after.budget().tokens());
  }

  /** One candidate's. */
  private final class Turn {
    private final Candidate candidate;
    private final Budget budget;
    private final Arrivals arrivals;
    private final LastScores before;
    private final double due;
    private final double share;
    private final double pool;
    private final float score;
    private final long number;
    private LastScores novelties;

    Turn(Candidate candidate, ReviewState state, long now) {
      this.candidate = candidate;
      this.budget = state.budget().at(now, allowance);
      this.arrivals = state.arrivals().at(now);
      this.before = state.scores();
      this.novelties = state.novelties();
      this.due = arrivals.share(budget.level(allowance));
      this.share = Math.min(1, due * budget.urgency());
      this.pool = plan.diversity() ? POOL * share / (1 + (POOL - 1) * share) : share;
      this.score = (float) Worth.of(candidate.uncertainty(), plan.strategy());
      this.number = Lot.number(task + "/" + candidate.id());
    }

    /** Null for a text that is not chosen. */
    Chosen choose() {
      if (!budget.allows() || before.rank(score, Lot.of(number, BY_SCORE)) >= pool) {
        return null;
      }
      Sent known = memory.sent(task);
      Sent sent = known == null ? Sent.NONE : known;
      if (sent.contains(number)) {
        return null;
      }
      float[] unit = plan.diversity() ? UnitVector.of(candidate.vector().get()) : null;
      Double similarity = unit == null ? null : sent.similarity(unit);
      if (unit != null && !differs(similarity)) {
        return null;
      }
      memory.put(task, sent.with(number, unit));
      return new Chosen(
          score,
          before.reachedBy(pool),
          similarity,
          Worth.reason(plan.strategy(), score, pool, before.size()));
    }

    private boolean differs(Double similarity) {
      float novelty = similarity == null ? 1 : (float) (1 - similarity);
      double rank = novelties.rank(novelty, Lot.of(number, BY_NOVELTY));
      novelties = novelties.with(novelty, NOVELTIES);
      return novelty > SAME && rank < share / pool;
    }

    ReviewState after(boolean spent) {
      Budget left = spent ? budget.spend() : budget.allows() ? budget.passOver(due) : budget;
      return new ReviewState(left, arrivals.oneMore(), before.with(score, SCORES), novelties);
    }
  }
}

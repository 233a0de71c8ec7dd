package io.clozeline.events.task;

import static io.clozeline.events.task.Refusals.refuseIf;

/**
 * Which texts of a task are sent to people for their labels. It shapes neither sequences nor
 * answers, and so is no part of the task's version: it can be changed at any time, and what has
 * been learned stays.
 *
 * @param perHour texts at most that are sent in an hour, over the whole service
 * @param strategy what makes a text worth it
 * @param diversity whether it must also differ from those that were sent before
 */
public record Reviews(Integer perHour, ReviewStrategy strategy, Boolean diversity) {
  private static final int MOST = 1_000_000;

  public Reviews {
    perHour = perHour == null ? 60 : perHour;
    strategy = strategy == null ? ReviewStrategy.MARGIN : strategy;
    diversity = diversity == null || diversity;
    refuseIf(
        perHour < 1 || perHour > MOST,
        "review.perHour is " + perHour + "; it goes from 1 to " + MOST);
  }
}

package io.clozeline.events.task.kind.nextsentence;

import io.clozeline.events.task.Refusals;
import io.clozeline.events.task.kind.pair.PairClassification;
import java.util.List;

/**
 * Whether the second text is the sentence after the first (Devlin et al. 2019). The weights have no
 * head for it: the task is learnt as a pair.
 */
public final class NextSentence extends PairClassification {
  /** The second text follows the first. */
  public static final String NEXT = "next";

  /** It is from somewhere else. */
  public static final String OTHER = "other";

  private static final List<String> LABELS = List.of(NEXT, OTHER);

  @Override
  public String text() {
    return "next-sentence";
  }

  @Override
  public List<String> labels(List<String> written) {
    Refusals.refuseIf(
        !written.isEmpty() && !written.equals(LABELS),
        "the labels of a next-sentence task are " + LABELS + "; leave them out");
    return LABELS;
  }
}

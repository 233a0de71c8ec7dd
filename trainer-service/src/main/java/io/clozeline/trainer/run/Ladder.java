package io.clozeline.trainer.run;

import io.clozeline.bert.training.LabelledSequence;
import io.clozeline.events.Decision;
import io.clozeline.events.Release;
import io.clozeline.events.Rung;
import io.clozeline.events.task.Task;
import io.clozeline.trainer.gate.Promotion;
import java.util.List;

/**
 * Which rungs a run tries. A task with a prompt stays where its live release stands; each time that
 * there are twice as many examples, the other head is tried, too, and an adapter of the other kind
 * where its prompt has demonstrations: with or without them. What is tried wins if it is better on
 * the examples that are kept apart.
 */
final class Ladder {
  /** Examples from which on a linear head is tried. */
  static final int LINEAR_FROM = 200;

  /** How sure it must be that the other rung is better. */
  static final double SURE = 0.8;

  private Ladder() {}

  /** Where a run goes on. */
  static Rung standing(Task task, Release live) {
    boolean climbed = live != null && live.digest() != null && live.rung() == Rung.LINEAR;
    boolean linear = !task.definition().prompted() || task.definition().learning().full();
    return linear || climbed && able(task) ? Rung.LINEAR : Rung.PROMPT;
  }

  /**
   * Whether a run tries the other head beside.
   *
   * @param examples that it learns from
   * @param decided the last decision about the task, null for none
   */
  static boolean triesOther(Task task, int examples, Decision decided) {
    int before = decided == null ? 0 : decided.examples();
    return able(task)
        && Challenge.promotion(task) != Promotion.ALWAYS
        && step(examples, LINEAR_FROM) > step(before, LINEAR_FROM);
  }

  /**
   * Whether a run tries demonstrations where it would show none, and none where it would show them.
   *
   * @param standing where the run goes on; a linear head never has demonstrations shown
   * @param examples that it learns from
   * @param decided the last decision about the task, null for none
   */
  static boolean triesDemonstrations(Task task, Rung standing, int examples, Decision decided) {
    int before = decided == null ? 0 : decided.examples();
    return task.choosesDemonstrations()
        && standing == Rung.PROMPT
        && step(examples, 1) > step(before, 1);
  }

  static Rung other(Rung rung) {
    return rung == Rung.LINEAR ? Rung.PROMPT : Rung.LINEAR;
  }

  /** The task as it is learnt on a rung. */
  static Task on(Rung rung, Task task) {
    return rung == Rung.LINEAR && task.definition().prompted() ? task.withoutPrompt() : task;
  }

  /** What is learnt on a rung: a linear head reads one vector of each sequence. */
  static List<LabelledSequence> lessons(Rung rung, Task task, List<LabelledSequence> sequences) {
    return rung == Rung.LINEAR && task.definition().prompted()
        ? sequences.stream().map(LabelledSequence::first).toList()
        : sequences;
  }

  /** Demonstrations that are always shown are in a linear head's way: it never has them. */
  private static boolean able(Task task) {
    var definition = task.definition();
    return definition.prompted()
        && definition.kind().labelled()
        && definition.learning().climbs()
        && !definition.learning().full()
        && definition.learning().pet() == null
        && (!task.demonstrated() || task.choosesDemonstrations());
  }

  /** 0 below the fewest, then one more each time that there are twice as many. */
  private static int step(int examples, int fewest) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(examples / fewest);
  }
}

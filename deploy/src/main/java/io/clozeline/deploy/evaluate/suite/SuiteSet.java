package io.clozeline.deploy.evaluate.suite;

import io.clozeline.deploy.evaluate.HeadChoice;
import io.clozeline.deploy.evaluate.Overrides;
import io.clozeline.deploy.evaluate.Rows;
import io.clozeline.deploy.evaluate.Run;
import io.clozeline.deploy.task.Presets;
import io.clozeline.events.task.Demonstrations;
import io.clozeline.events.task.Prompt;
import io.clozeline.events.task.TaskDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * One data set of a suite and how it is run.
 *
 * @param setting in words, for the report
 * @param task a preset
 * @param head {@code prompt}, {@code linear} or {@code both}; null for the task's own
 * @param learning what is changed of how the task learns; null for nothing
 * @param demonstrations examples that the task's prompt shows; null for none
 * @param metric the figure that counts
 * @param goal what it should reach, 0 to 1; null for none
 * @param quick the rows of the small version
 * @param published figures of others, none among them
 */
public record SuiteSet(
    String name,
    String setting,
    String task,
    String head,
    List<Long> seeds,
    Rows train,
    Rows unlabelled,
    Rows eval,
    Overrides learning,
    Demonstrations demonstrations,
    String metric,
    Double goal,
    Quick quick,
    List<Published> published) {
  /** How many rows the small version takes at most; null for as many. */
  public record Quick(Integer train, Integer unlabelled, Integer eval, Integer epochs) {}

  public SuiteSet {
    Objects.requireNonNull(name, "a set has no name");
    Objects.requireNonNull(task, "a set has no task");
    Objects.requireNonNull(eval, "a set has no rows to score");
    Objects.requireNonNull(metric, "a set has no metric");
    Objects.requireNonNull(quick, "a set has no small version");
    seeds = seeds == null ? List.of(1L) : List.copyOf(seeds);
    learning = learning == null ? new Overrides() : learning;
    published = published == null ? List.of() : List.copyOf(published);
  }

  /** The small version: one seed, few rows. */
  SuiteSet small() {
    return new SuiteSet(
        name,
        setting,
        task,
        head,
        seeds.subList(0, 1),
        train == null ? null : train.atMost(quick.train()),
        unlabelled == null ? null : unlabelled.atMost(quick.unlabelled()),
        eval.atMost(quick.eval()),
        learning.epochs(quick.epochs()),
        demonstrations,
        metric,
        goal,
        quick,
        published);
  }

  /** Each run by itself, heads first. */
  List<Run> runs() {
    List<Run> runs = new ArrayList<>();
    for (HeadChoice each : heads()) {
      for (long seed : seeds) {
        runs.add(new Run(definition(), each, List.of(seed), train, unlabelled, eval, learning));
      }
    }
    return runs;
  }

  private List<HeadChoice> heads() {
    if (head == null) {
      List<HeadChoice> own = new ArrayList<>();
      own.add(null);
      return own;
    }
    HeadChoice choice = HeadChoice.valueOf(head.toUpperCase(Locale.ROOT));
    return choice == HeadChoice.BOTH
        ? List.of(HeadChoice.PROMPT, HeadChoice.LINEAR)
        : List.of(choice);
  }

  private TaskDefinition definition() {
    TaskDefinition preset =
        Presets.find(task)
            .orElseThrow(() -> new IllegalArgumentException("there is no preset " + task));
    if (demonstrations == null) {
      return preset;
    }
    Prompt p = preset.prompt();
    return preset.prompt(
        new Prompt(
            p.patterns(),
            p.weights(),
            p.fields(),
            p.verbalizer(),
            p.calibration(),
            demonstrations));
  }
}

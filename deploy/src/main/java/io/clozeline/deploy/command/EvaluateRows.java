package io.clozeline.deploy.command;

import io.clozeline.deploy.evaluate.Rows;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Which rows a run learns from and scores. */
final class EvaluateRows {
  @Option(names = "--train", paramLabel = "FILE", description = "Rows to learn from.")
  private Path train;

  @Option(
      names = "--train-where",
      paramLabel = "COLUMN=VALUE,…",
      description = "Learn only from rows with these values; {seed} stands for the run's seed.")
  private String trainWhere;

  @Option(
      names = "--train-limit",
      paramLabel = "N",
      description = "Learn only from the first N rows.")
  private Integer trainLimit;

  @Option(
      names = "--train-sample",
      paramLabel = "N",
      description = "Learn from N rows, always the same ones.")
  private Integer trainSample;

  @Option(
      names = "--shots",
      paramLabel = "K",
      description = "Learn from K rows of each label, drawn at random (default: from all rows).")
  private Integer shots;

  @Option(
      names = "--seed",
      split = ",",
      paramLabel = "S",
      defaultValue = "1",
      description = "Seeds of the draws; each is a run of its own (default: ${DEFAULT-VALUE}).")
  private List<Long> seeds;

  @Option(
      names = "--unlabelled",
      paramLabel = "FILE",
      description =
          "Rows sent as texts, without their labels, before the task learns: with a prompt, it"
              + " learns from those too.")
  private Path unlabelled;

  @Option(
      names = "--unlabelled-sample",
      paramLabel = "N",
      description = "Send only N of those, always the same ones.")
  private Integer unlabelledSample;

  @Option(names = "--eval", paramLabel = "FILE", description = "Rows to score.")
  private Path eval;

  @Option(
      names = "--eval-where",
      paramLabel = "COLUMN=VALUE,…",
      description = "Score only rows with these values.")
  private String evalWhere;

  @Option(names = "--limit", paramLabel = "N", description = "Score only the first N rows.")
  private Integer limit;

  @Option(
      names = "--sample",
      paramLabel = "N",
      description = "Score N rows from all over the file, always the same ones.")
  private Integer sample;

  /** Null for none. */
  Rows train() {
    return train == null
        ? null
        : new Rows(train.toString(), trainWhere, shots, trainSample, trainLimit);
  }

  /** Null for none. */
  Rows unlabelled() {
    return unlabelled == null
        ? null
        : new Rows(unlabelled.toString(), null, null, unlabelledSample, null);
  }

  /** Null for none. */
  Rows eval() {
    return eval == null ? null : new Rows(eval.toString(), evalWhere, null, sample, limit);
  }

  /** Runs differ by the seed only when there is something to draw. */
  List<Long> seeds() {
    return train() != null && train().seeded() ? seeds : seeds.subList(0, 1);
  }
}

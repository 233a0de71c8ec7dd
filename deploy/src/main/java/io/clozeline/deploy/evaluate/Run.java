package io.clozeline.deploy.evaluate;

import io.clozeline.deploy.evaluate.data.ItemSet;
import io.clozeline.events.task.Pet;
import io.clozeline.events.task.TaskDefinition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A task on a data set, with every chosen head and every seed.
 *
 * @param head null for the task's own
 * @param train null to learn nothing
 * @param unlabelled null for no texts without labels; a prompted task learns from those, as its
 *     definition or PET's defaults say
 */
public record Run(
    TaskDefinition task,
    HeadChoice head,
    List<Long> seeds,
    Rows train,
    Rows unlabelled,
    Rows eval,
    Overrides learning) {
  private static final int FEWEST_UNLABELLED = 16;

  public Run {
    seeds = List.copyOf(seeds);
    if (train == null && unlabelled != null) {
      throw new IllegalArgumentException("texts without labels teach nothing without any label");
    }
  }

  /**
   * Makes all runs, one after the other.
   *
   * @param folder that the files are named from
   * @param done hears of each as soon as it is over
   */
  public List<Result> make(Evaluation evaluation, Path folder, boolean keep, Consumer<Result> done)
      throws IOException {
    List<Result> results = new ArrayList<>();
    for (Map.Entry<String, TaskDefinition> asked : HeadChoice.of(head, task).entrySet()) {
      for (long seed : seeds) {
        Result result = evaluation.run(plan(asked.getKey(), asked.getValue(), seed, folder, keep));
        results.add(result);
        done.accept(result);
      }
    }
    return results;
  }

  private Plan plan(String name, TaskDefinition asked, long seed, Path folder, boolean keep)
      throws IOException {
    ItemSet trainItems = train == null ? null : train.read(folder, seed);
    ItemSet without = unlabelled == null ? null : unlabelled.read(folder, seed);
    if (trainItems == null && !asked.prompted() && !isCloze(asked)) {
      throw new IllegalArgumentException("a linear head that has learnt nothing does not answer");
    }
    TaskDefinition learner = (without == null ? learning : withPet(asked, without)).on(asked);
    return new Plan(
        learner.named(runName(learner.name(), name, seed)),
        name,
        seed,
        trainItems,
        without,
        eval.read(folder, seed),
        keep);
  }

  private Overrides withPet(TaskDefinition asked, ItemSet without) {
    boolean set = learning.pet() != null || asked.learning().pet() != null;
    boolean able = asked.prompted() && asked.kind().labelled();
    return set || !able
        ? learning
        : learning.pet(
            new Pet(Math.min(Pet.MOST, Math.max(FEWEST_UNLABELLED, without.size())), null, null));
  }

  private static boolean isCloze(TaskDefinition asked) {
    return asked.outputs().isEmpty();
  }

  private static String runName(String task, String head, long seed) {
    String name = task + "-" + head + "-" + seed + "-" + Long.toString(System.nanoTime(), 36);
    return name.substring(Math.max(0, name.length() - 100));
  }
}

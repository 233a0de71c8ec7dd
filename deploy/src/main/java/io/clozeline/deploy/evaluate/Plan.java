package io.clozeline.deploy.evaluate;

import io.clozeline.deploy.evaluate.data.ItemSet;
import io.clozeline.events.task.TaskDefinition;

/**
 * One run to make.
 *
 * @param task under a name that nothing else has, so that nothing learnt before has a say
 * @param head what the run is called by, see {@link Result#head}
 * @param train rows to learn from; null for none
 * @param unlabelled rows sent as texts before the task learns; null for none
 * @param eval rows to score
 * @param keep whether task, examples and adapter stay when it is over
 */
public record Plan(
    TaskDefinition task,
    String head,
    long seed,
    ItemSet train,
    ItemSet unlabelled,
    ItemSet eval,
    boolean keep) {}

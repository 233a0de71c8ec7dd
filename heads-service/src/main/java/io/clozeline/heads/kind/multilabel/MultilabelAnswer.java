package io.clozeline.heads.kind.multilabel;

import io.clozeline.events.Annotation.Uncertainty;
import io.clozeline.heads.answer.Answer;
import java.util.List;
import java.util.Map;

/**
 * The labels that are likely enough, and the probability of each.
 *
 * @param labels null where nothing has been learned, empty where none is likely
 */
record MultilabelAnswer(
    List<String> labels, Map<String, Double> scores, Uncertainty uncertainty, String head)
    implements Answer {}

package io.clozeline.heads.answer;

import io.clozeline.events.Annotation.Fill;
import io.clozeline.events.Annotation.Uncertainty;
import java.util.List;
import java.util.Map;

/**
 * What a kind of task makes of a question; the fields are as in {@link
 * io.clozeline.events.Annotation}.
 *
 * @param head the digest of the head, null for one without weights of its own
 */
public record Answer(
    String label,
    Map<String, Double> scores,
    List<List<Fill>> fills,
    Uncertainty uncertainty,
    String head) {}

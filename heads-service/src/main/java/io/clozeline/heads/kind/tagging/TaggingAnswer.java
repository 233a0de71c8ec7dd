package io.clozeline.heads.kind.tagging;

import io.clozeline.events.Annotation.Uncertainty;
import io.clozeline.events.TextSpan;
import io.clozeline.heads.answer.Answer;
import java.util.List;

/**
 * The words with their tags, in the order of the text.
 *
 * @param spans the entities; null where the task's tags are not those of entities
 */
record TaggingAnswer(
    List<TextSpan> tags, List<TextSpan> spans, Uncertainty uncertainty, String head)
    implements Answer {}

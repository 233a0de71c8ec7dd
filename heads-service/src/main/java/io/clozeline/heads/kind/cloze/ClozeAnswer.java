package io.clozeline.heads.kind.cloze;

import io.clozeline.events.Annotation.Fill;
import io.clozeline.events.Annotation.Uncertainty;
import io.clozeline.heads.answer.Answer;
import java.util.List;

/** The likeliest words for each mask, best first, in the order of the text. */
record ClozeAnswer(List<List<Fill>> fills, Uncertainty uncertainty) implements Answer {}

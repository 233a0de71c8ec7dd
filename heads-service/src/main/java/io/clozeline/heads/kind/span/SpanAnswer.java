package io.clozeline.heads.kind.span;

import io.clozeline.events.Annotation.Uncertainty;
import io.clozeline.events.TextSpan;
import io.clozeline.heads.answer.Answer;
import java.util.List;

/** The likeliest answers, best first; none where the passage holds none. */
record SpanAnswer(List<TextSpan> spans, Uncertainty uncertainty, String head) implements Answer {}

package io.clozeline.heads.answer;

import io.clozeline.events.Annotation;
import io.clozeline.events.Annotation.Latencies;
import io.clozeline.events.Annotation.Model;
import io.clozeline.events.EncodedText;
import java.time.InstantSource;

/** Makes the annotation of a question: the answer, and who gave it in what time. */
public final class Annotator {
  private final Answerer answerer;
  private final InstantSource clock;

  public Annotator(Answerer answerer, InstantSource clock) {
    this.answerer = answerer;
    this.clock = clock;
  }

  /**
   * The annotation of the question's text.
   *
   * @throws io.clozeline.events.error.EventException when the vectors allow no answer
   */
  public Annotation annotate(Question question) {
    Answer answer = answerer.answer(question);
    EncodedText text = question.text();
    return new Annotation(
        text.id(),
        text.task(),
        question.definition().kind().text(),
        answer.label(),
        answer.scores(),
        answer.labels(),
        answer.value(),
        answer.tags(),
        answer.spans(),
        answer.fills(),
        answer.uncertainty(),
        text.truncated(),
        text.tokensIn(),
        text.windows(),
        new Model(
            text.base(),
            text.tokenizer(),
            text.taskVersion(),
            text.adapterDigest(),
            answer.head(),
            question.rung()),
        latencies(text, clock.millis()));
  }

  private static Latencies latencies(EncodedText text, long now) {
    return new Latencies(
        between(text.textAt(), text.tokenizedAt()),
        between(text.tokenizedAt(), text.encodedAt()),
        between(text.encodedAt(), now),
        between(text.textAt(), now));
  }

  /** Clocks of two machines may disagree by more than a stage takes. */
  private static long between(long from, long to) {
    return Math.max(0, to - from);
  }
}

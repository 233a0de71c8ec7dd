package io.clozeline.heads.kind;

import io.clozeline.bert.head.MaskedLmHead;
import io.clozeline.events.task.TaskKind;
import io.clozeline.events.task.Vocabulary;
import io.clozeline.events.task.kind.classification.Classification;
import io.clozeline.events.task.kind.cloze.Cloze;
import io.clozeline.events.task.kind.multilabel.Multilabel;
import io.clozeline.events.task.kind.nextsentence.NextSentence;
import io.clozeline.events.task.kind.pair.PairClassification;
import io.clozeline.events.task.kind.regression.Regression;
import io.clozeline.events.task.kind.span.Span;
import io.clozeline.events.task.kind.tagging.Tagging;
import io.clozeline.heads.answer.Answer;
import io.clozeline.heads.answer.Answerer;
import io.clozeline.heads.answer.Question;
import io.clozeline.heads.answer.score.PromptScores;
import io.clozeline.heads.calibration.Priors;
import io.clozeline.heads.kind.classification.LabelAnswers;
import io.clozeline.heads.kind.cloze.ClozeAnswers;
import io.clozeline.heads.kind.multilabel.MultilabelAnswers;
import io.clozeline.heads.kind.regression.RegressionAnswers;
import io.clozeline.heads.kind.span.SpanAnswers;
import io.clozeline.heads.kind.tagging.TaggingAnswers;
import java.util.Map;

/** Who answers which kind: the one place that lists them. */
public final class Answerers implements Answerer {
  private final Map<Class<? extends TaskKind>, Answerer> answerers;

  private Answerers(Map<Class<? extends TaskKind>, Answerer> answerers) {
    this.answerers = Map.copyOf(answerers);
  }

  /** All kinds, answered with the base model's head and the label priors of one partition. */
  public static Answerers of(MaskedLmHead lm, Vocabulary vocabulary, Priors priors) {
    var prompts = new PromptScores(priors);
    var labels = new LabelAnswers(prompts);
    return new Answerers(
        Map.of(
            Classification.class, labels,
            PairClassification.class, labels,
            NextSentence.class, labels,
            Multilabel.class, new MultilabelAnswers(),
            Regression.class, new RegressionAnswers(prompts),
            Tagging.class, new TaggingAnswers(),
            Span.class, new SpanAnswers(),
            Cloze.class, new ClozeAnswers(lm, vocabulary)));
  }

  /** Whether questions of that kind are answered. */
  public boolean know(TaskKind kind) {
    return answerers.containsKey(kind.getClass());
  }

  @Override
  public Answer answer(Question question) {
    return answerers.get(question.definition().kind().getClass()).answer(question);
  }
}

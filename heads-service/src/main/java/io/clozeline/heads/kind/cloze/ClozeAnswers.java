package io.clozeline.heads.kind.cloze;

import io.clozeline.bert.head.LikeliestWords;
import io.clozeline.bert.head.MaskedLmHead;
import io.clozeline.events.Annotation.Fill;
import io.clozeline.events.Annotation.Uncertainty;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.events.task.Vocabulary;
import io.clozeline.heads.answer.Answer;
import io.clozeline.heads.answer.Answerer;
import io.clozeline.heads.answer.Question;
import io.clozeline.heads.answer.score.Certainty;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Answers with the likeliest words for each mask, by the masked-LM head alone: an adapter has moved
 * the vectors, and brings no head of its own. Probabilities are over the whole vocabulary, so the
 * words of a mask sum to less than one; the least sure mask says how unsure the answer is.
 */
public final class ClozeAnswers implements Answerer {
  private final UnaryOperator<float[]> lm;
  private final Vocabulary vocabulary;
  private final Fillers fillers;
  private final double largestEntropy;

  /** Answers with the words of {@code vocabulary}, whose logits {@code lm} gives. */
  public ClozeAnswers(MaskedLmHead lm, Vocabulary vocabulary) {
    this(vector -> lm.logits(lm.transform(vector)), vocabulary);
  }

  ClozeAnswers(UnaryOperator<float[]> lm, Vocabulary vocabulary) {
    this.lm = lm;
    this.vocabulary = vocabulary;
    this.fillers = new Fillers(vocabulary);
    this.largestEntropy = Math.log(vocabulary.size());
  }

  @Override
  public Answer answer(Question question) {
    int topK = question.definition().topK();
    var masks = question.vectors().map(vector -> mask(lm.apply(vector), topK)).toList();
    if (masks.isEmpty()) {
      throw new EventException(ErrorCode.MASK_MISSING, "the encoding has no [MASK]");
    }
    return new ClozeAnswer(
        masks.stream().map(Mask::fills).toList(),
        Certainty.least(masks.stream().map(Mask::uncertainty).toList()));
  }

  private Mask mask(float[] logits, int topK) {
    var words = WordDistribution.of(logits);
    if (!Double.isFinite(words.logSum())) {
      throw new EventException(ErrorCode.MODEL_FAILURE, "a word's logit is not a finite number");
    }
    List<Fill> best =
        LikeliestWords.of(logits, Math.max(2, topK), fillers::contains).stream()
            .map(w -> new Fill(vocabulary.word(w.tokenId()), words.probability(w.logit())))
            .toList();
    return new Mask(
        best.subList(0, Math.min(topK, best.size())),
        new Uncertainty(
            best.get(0).probability() - best.get(1).probability(),
            Math.min(1, words.entropy() / largestEntropy)));
  }

  private record Mask(List<Fill> fills, Uncertainty uncertainty) {}
}

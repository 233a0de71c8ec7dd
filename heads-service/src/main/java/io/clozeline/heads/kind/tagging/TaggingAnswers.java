package io.clozeline.heads.kind.tagging;

import io.clozeline.bert.head.LinearHead;
import io.clozeline.events.Annotation.Uncertainty;
import io.clozeline.events.Encoding;
import io.clozeline.events.TextSpan;
import io.clozeline.events.task.kind.tagging.Tagging;
import io.clozeline.heads.answer.Answer;
import io.clozeline.heads.answer.Answerer;
import io.clozeline.heads.answer.Question;
import io.clozeline.heads.answer.Unlearned;
import io.clozeline.heads.answer.score.Certainty;
import io.clozeline.heads.answer.score.LinearScores;
import io.clozeline.heads.answer.score.LogProbabilities;
import io.clozeline.heads.answer.score.Offsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Answers with the likeliest tag of each word, whose vector is that of its first piece; each word
 * is in one sequence only. A task whose head has not been trained yet gets no tags.
 *
 * <p>The least sure word says how unsure the answer is. Settles and Craven (2008) take the entropy
 * of the words by its mean or by its sum, and argue for the sum: a text with more to learn from
 * should not be held back by its length. Of entities most words are clearly outside, and a mean
 * hides the one that is not; a sum has no bound. The least sure word has one, and is not hidden.
 */
public final class TaggingAnswers implements Answerer {
  private record Word(TextSpan tag, Uncertainty uncertainty) {}

  @Override
  public Answer answer(Question question) {
    return question.trained().<Answer>map(head -> answer(question, head)).orElseGet(Unlearned::new);
  }

  private static TaggingAnswer answer(Question question, LinearHead head) {
    List<String> labels = question.definition().labels();
    List<Word> words = new ArrayList<>();
    for (Encoding sequence : question.text().sequences()) {
      Offsets offsets = Offsets.of(sequence);
      for (int i = 0; i < sequence.selected(); i++) {
        words.add(word(sequence.vector(i), offsets.require(i), head, labels));
      }
    }
    words.sort(Comparator.comparing(word -> word.tag().start()));
    List<TextSpan> tags = words.stream().map(Word::tag).toList();
    return new TaggingAnswer(
        tags,
        Tagging.entities(labels) ? Entities.of(tags) : null,
        Certainty.least(words.stream().map(Word::uncertainty).toList()),
        question.adapter().digest());
  }

  private static Word word(
      float[] vector, Offsets.Part part, LinearHead head, List<String> labels) {
    double[] log = LogProbabilities.of(LinearScores.of(vector, head));
    int best = 0;
    for (int i = 1; i < log.length; i++) {
      best = log[i] > log[best] ? i : best;
    }
    return new Word(
        new TextSpan(part.start(), part.end(), labels.get(best), Math.exp(log[best])),
        Certainty.of(log));
  }
}

package io.clozeline.deploy.evaluate.kind.span;

import io.clozeline.deploy.evaluate.data.Item;
import io.clozeline.deploy.evaluate.data.Item.Answer;
import io.clozeline.deploy.evaluate.kind.Figures;
import io.clozeline.deploy.evaluate.kind.KindScoring;
import io.clozeline.deploy.evaluate.kind.Scorecard;
import io.clozeline.deploy.evaluate.metric.ExactMatch;
import io.clozeline.deploy.evaluate.metric.TokenF1;
import io.clozeline.events.Annotation;
import io.clozeline.events.Feedback;
import io.clozeline.events.TextSpan;
import io.clozeline.events.task.TaskDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The part of a passage: the F1 of its words and exact match, as SQuAD has them. A question is
 * learnt from the first answer whose place is sure, and left out when none is.
 */
public final class SpanScoring implements KindScoring {
  @Override
  public String kind() {
    return "span";
  }

  @Override
  public Optional<Feedback> feedback(String id, TaskDefinition task, Item item) {
    if (answers(item).isEmpty()) {
      return Optional.of(spans(id, task, item, List.of()));
    }
    return answers(item).stream()
        .filter(Answer::sure)
        .findFirst()
        .map(a -> spans(id, task, item, List.of(TextSpan.of(a.start(), a.end(), null))));
  }

  @Override
  public Scorecard scorecard(TaskDefinition task) {
    var f1 = new TokenF1();
    var exact = new ExactMatch();
    return new Scorecard() {
      @Override
      public void add(Item item, Annotation said) {
        List<String> accepted = answers(item).stream().map(Answer::text).toList();
        f1.add(accepted, best(item, said));
        exact.add(accepted, best(item, said));
      }

      @Override
      public Map<String, Double> figures() {
        return Figures.of(f1, exact);
      }
    };
  }

  private static Feedback spans(String id, TaskDefinition task, Item item, List<TextSpan> spans) {
    return Feedback.spans(id, task.name(), spans, item.text(), item.textB());
  }

  private static List<Answer> answers(Item item) {
    if (item.answers() == null || item.textB() == null) {
      throw new IllegalArgumentException("a row has no passage with answers");
    }
    return item.answers();
  }

  private static String best(Item item, Annotation said) {
    if (said == null || said.spans() == null || said.spans().isEmpty()) {
      return null;
    }
    TextSpan best = said.spans().get(0);
    boolean within = best.end() <= item.textB().length();
    return within ? item.textB().substring(best.start(), best.end()) : null;
  }
}

package io.clozeline.deploy.evaluate.kind.classification;

import io.clozeline.deploy.evaluate.data.Item;
import io.clozeline.deploy.evaluate.kind.Figures;
import io.clozeline.deploy.evaluate.kind.KindScoring;
import io.clozeline.deploy.evaluate.kind.Names;
import io.clozeline.deploy.evaluate.kind.Scorecard;
import io.clozeline.deploy.evaluate.metric.Accuracy;
import io.clozeline.deploy.evaluate.metric.F1;
import io.clozeline.deploy.evaluate.metric.Matthews;
import io.clozeline.events.Annotation;
import io.clozeline.events.Feedback;
import io.clozeline.events.task.TaskDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One label: accuracy, macro F1, the Matthews correlation and, of two labels, the F1 of the second,
 * which GLUE counts as the positive one.
 *
 * @param kind one of the kinds that answer so
 */
public record ClassificationScoring(String kind) implements KindScoring {
  @Override
  public Optional<Feedback> feedback(String id, TaskDefinition task, Item item) {
    String label = Names.label(item.label(), task);
    return Optional.of(Feedback.label(id, task.name(), label, item.text(), item.textB()));
  }

  @Override
  public Scorecard scorecard(TaskDefinition task) {
    return new Card(task);
  }

  private static final class Card implements Scorecard {
    private final TaskDefinition task;
    private final Accuracy<String> accuracy = new Accuracy<>();
    private final Matthews matthews;
    private final F1 macro;
    private final F1 positive;

    Card(TaskDefinition task) {
      this.task = task;
      List<String> labels = task.labels();
      this.matthews = new Matthews(labels);
      this.macro = F1.macro(labels);
      this.positive = labels.size() == 2 ? F1.binary(labels.get(1)) : null;
    }

    @Override
    public void add(Item item, Annotation said) {
      String gold = Names.label(item.label(), task);
      String label = said == null ? null : said.label();
      accuracy.add(gold, label);
      matthews.add(gold, label);
      Set<String> one = label == null ? Set.of() : Set.of(label);
      macro.add(Set.of(gold), one);
      if (positive != null) {
        positive.add(Set.of(gold), one);
      }
    }

    @Override
    public Map<String, Double> figures() {
      return positive == null
          ? Figures.of(accuracy, macro, matthews)
          : Figures.of(accuracy, positive, macro, matthews);
    }
  }
}

package io.clozeline.deploy.evaluate.kind.multilabel;

import io.clozeline.deploy.evaluate.data.Item;
import io.clozeline.deploy.evaluate.kind.Figures;
import io.clozeline.deploy.evaluate.kind.KindScoring;
import io.clozeline.deploy.evaluate.kind.Names;
import io.clozeline.deploy.evaluate.kind.Scorecard;
import io.clozeline.deploy.evaluate.metric.Accuracy;
import io.clozeline.deploy.evaluate.metric.F1;
import io.clozeline.events.Annotation;
import io.clozeline.events.Feedback;
import io.clozeline.events.task.TaskDefinition;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Any number of labels: micro and macro F1, and the share of texts with exactly the right ones. */
public final class MultilabelScoring implements KindScoring {
  @Override
  public String kind() {
    return "multilabel";
  }

  @Override
  public Optional<Feedback> feedback(String id, TaskDefinition task, Item item) {
    var labels = gold(item, task).stream().toList();
    return Optional.of(Feedback.labels(id, task.name(), labels, item.text(), item.textB()));
  }

  @Override
  public Scorecard scorecard(TaskDefinition task) {
    F1 micro = F1.micro(task.labels());
    F1 macro = F1.macro(task.labels());
    var accuracy = new Accuracy<Set<String>>();
    return new Scorecard() {
      @Override
      public void add(Item item, Annotation said) {
        Set<String> gold = gold(item, task);
        Set<String> labels =
            said == null || said.labels() == null ? null : Set.copyOf(said.labels());
        micro.add(gold, labels);
        macro.add(gold, labels);
        accuracy.add(gold, labels);
      }

      @Override
      public Map<String, Double> figures() {
        return Figures.of(micro, macro, accuracy);
      }
    };
  }

  private static Set<String> gold(Item item, TaskDefinition task) {
    if (item.labels() == null) {
      throw new IllegalArgumentException("a row has no labels");
    }
    Set<String> gold = new LinkedHashSet<>();
    item.labels().forEach(label -> gold.add(Names.label(label, task)));
    return gold;
  }
}
